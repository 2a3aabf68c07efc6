import { expect, test } from 'vitest';
import { movesBetween, ratiosOf } from '../../../bench/sync/recorded.ts';
import type { Row } from '../../../bench/sync/rows.ts';
import type { Measured } from '../../../bench/sync/run.ts';
import type { ServerName } from '../../../bench/sync/servers.ts';

const row: Row = {
	scenario: 'team',
	figure: 'p99',
	unit: 'ms',
	of: ({ result }) => result.p99 as number,
	better: 'less',
	isCompared: true,
};
const measured = (server: ServerName, round: number, p99: number): Measured => ({
	server,
	round,
	before: 0,
	result: { p99 },
});
const spread = (median: number, least = median, most = median) => ({ median, least, most });
const KEY = 'team · p99 · hocuspocus';

test('a ratio is ours by the peer’s of the same round, so that a slow moment cancels out', () => {
	const figures = {
		team: [
			measured('ours', 1, 2),
			measured('hocuspocus', 1, 4),
			measured('hocuspocus', 2, 40),
			measured('ours', 2, 20),
			measured('ours', 3, 3),
			measured('hocuspocus', 3, 5),
		],
	};
	expect(ratiosOf(figures, [row])).toEqual({ [KEY]: spread(0.5, 0.5, 0.6) });
});

test('rounds that one of the two lacks, and figures that are not compared, give none', () => {
	const figures = { team: [measured('ours', 1, 2), measured('hocuspocus', 2, 4)] };
	expect(ratiosOf(figures, [row])).toEqual({});
	const both = { team: [measured('ours', 1, 2), measured('hocuspocus', 1, 4)] };
	expect(ratiosOf(both, [{ ...row, isCompared: false }])).toEqual({});
});

test('less than a quarter is no move, and neither is what the recorded rounds differed by themselves', () => {
	const moves = (was: ReturnType<typeof spread>, is: number) =>
		movesBetween({ [KEY]: was }, { [KEY]: spread(is) }, [row]).map(({ isWorse }) => isWorse);
	expect(moves(spread(1), 1.2)).toEqual([]);
	expect(moves(spread(1), 1.3)).toEqual([true]);
	expect(moves(spread(1), 0.7)).toEqual([false]);
	expect(moves(spread(1, 0.8, 1.3), 1.4)).toEqual([]);
	expect(moves(spread(1, 0.8, 1.3), 1.6)).toEqual([true]);
});

test('what is better when it is more has become worse when it is less', () => {
	const rate: Row = { ...row, better: 'more' };
	const moved = movesBetween({ [KEY]: spread(1) }, { [KEY]: spread(0.5) }, [rate]);
	expect(moved).toMatchObject([{ what: KEY, now: 0.5, isWorse: true }]);
});

test('what came when it was recorded and never comes now is a move, and the other way round is none', () => {
	const never = { team: [measured('ours', 1, Number.POSITIVE_INFINITY), measured('hocuspocus', 1, 4)] };
	const now = ratiosOf(never, [row]);
	expect(movesBetween({ [KEY]: spread(1) }, now, [row])).toMatchObject([
		{ now: Number.POSITIVE_INFINITY, isWorse: true },
	]);
	const kept = JSON.parse(JSON.stringify(now)) as typeof now;
	expect(movesBetween(kept, { [KEY]: spread(1) }, [row])).toEqual([]);
	const both = { team: [measured('ours', 1, Infinity), measured('hocuspocus', 1, Infinity)] };
	expect(ratiosOf(both, [row])).toEqual({});
});

test('what was not recorded, or not measured now, has not moved', () => {
	expect(movesBetween({}, { [KEY]: spread(9) }, [row])).toEqual([]);
	expect(movesBetween({ [KEY]: spread(9) }, {}, [row])).toEqual([]);
});
