import { describe, expect, test } from 'vitest';
import {
	changeConsensus,
	isAgreed,
	pointsFault,
	withMinority,
	type Consensus,
} from '#domain/consensus/value.ts';

const at = '2026-03-14T09:00:00.000Z';
const change = (value: { points: number | null } | { notAssessable: string }, basedOn: number | null) => ({
	value,
	basedOn,
	by: 'anna',
	at,
});
const set = (
	current: Consensus | undefined,
	value: { points: number | null } | { notAssessable: string },
): Consensus => {
	const result = changeConsensus(current, change(value, current?.version ?? null));
	if (!result.ok) throw new Error(result.why);
	return result.next;
};

describe('a consensus', () => {
	test('counts its versions upwards, over withdrawals and not assessable alike', () => {
		let value = set(undefined, { points: 11.2 });
		expect(value).toEqual({ points: 11.2, version: 1, by: 'anna', at });
		value = set(value, { points: null });
		expect(value.version).toBe(2);
		expect(isAgreed(value)).toBe(false);
		value = set(value, { notAssessable: 'no interviews' });
		expect(value.version).toBe(3);
		expect(isAgreed(value)).toBe(true);
		expect('points' in value).toBe(false);
		expect(set(value, { points: 0 })).toMatchObject({ points: 0, version: 4 });
	});
	test('is not changed by someone who saw another version', () => {
		const value = set(undefined, { points: 5 });
		for (const basedOn of [null, 0, 2])
			expect(changeConsensus(value, change({ points: 6 }, basedOn))).toEqual({ ok: false, why: 'stale' });
		expect(changeConsensus(undefined, change({ points: 6 }, 1))).toEqual({ ok: false, why: 'stale' });
	});
	test('that is not there cannot be withdrawn', () => {
		expect(changeConsensus(undefined, change({ points: null }, null))).toMatchObject({
			why: 'nothing-to-withdraw',
		});
		const withdrawn = set(set(undefined, { points: 5 }), { points: null });
		expect(changeConsensus(withdrawn, change({ points: null }, 2))).toMatchObject({
			why: 'nothing-to-withdraw',
		});
	});
	test('of zero points is a consensus', () => {
		expect(isAgreed(set(undefined, { points: 0 }))).toBe(true);
	});
	test('keeps minority notes until their author removes them', () => {
		let value = withMinority(set(undefined, { points: 5 }), 'bo', 'too high');
		value = withMinority(value, 'eva', 'too low');
		value = set(value, { points: 6 });
		expect(value.minority).toEqual({ bo: 'too high', eva: 'too low' });
		value = withMinority(value, 'bo', '');
		expect(value).toMatchObject({ version: 2, minority: { eva: 'too low' } });
		expect('minority' in withMinority(value, 'eva', '')).toBe(false);
	});
	test('remembers the scores it rests on, and the last value that everybody had consented to', () => {
		const first = changeConsensus(undefined, {
			...change({ points: 5 }, null),
			basis: { bo: 4, eva: 'abstains' },
		});
		if (!first.ok) throw new Error(first.why);
		expect(first.next.basis).toEqual({ bo: 4, eva: 'abstains' });
		const contested = changeConsensus(first.next, { ...change({ points: 6 }, 1), consented: false });
		expect(contested).toMatchObject({ ok: true, next: { version: 2 } });
		expect(contested.ok && contested.next.lastAgreed).toBe(undefined);
		const withdrawn = changeConsensus(first.next, {
			...change({ points: null }, 1),
			consented: true,
			basis: { bo: 4 },
		});
		if (!withdrawn.ok) throw new Error(withdrawn.why);
		expect(withdrawn.next).toEqual({
			points: null,
			version: 2,
			by: 'anna',
			at,
			lastAgreed: { points: 5, version: 1 },
		});
		const anew = changeConsensus(withdrawn.next, { ...change({ notAssessable: 'x' }, 2), consented: false });
		expect(anew.ok && anew.next.lastAgreed).toEqual({ points: 5, version: 1 });
	});
});

test('points fit when they lie within 0…max with at most two decimals', () => {
	for (const points of [0, 15, 14.99, 0.01]) expect(pointsFault(points, 1500)).toBeUndefined();
	expect(pointsFault(-0.01, 1500)).toBe('negative');
	expect(pointsFault(15.01, 1500)).toBe('above-max');
	expect(pointsFault(1.005, 1500)).toBe('too-many-decimals');
});
