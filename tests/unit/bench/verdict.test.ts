import { expect, test } from 'vitest';
import type { Cell } from '../../../bench/sync/rows.ts';
import type { ServerName } from '../../../bench/sync/servers.ts';
import { best, bound, judge, limitOf, targetText, timesBest } from '../../../bench/sync/verdict.ts';

const cell = (median: number, atLeast = false): Cell => ({ median, least: median, most: median, atLeast });
const cells = (of: Partial<Record<ServerName, Cell>>): Map<ServerName, Cell> =>
	new Map(Object.entries(of) as [ServerName, Cell][]);
const less = { better: 'less' } as const;
const more = { better: 'more' } as const;

test('a ratio is taken from the better of the servers it names, in the same run', () => {
	const measured = cells({ 'y-websocket': cell(40), hocuspocus: cell(60) });
	expect(limitOf(less, timesBest(0.5), measured)).toBe(20);
	expect(limitOf(more, timesBest(0.5), measured)).toBe(30);
	expect(limitOf(less, best(2, ['hocuspocus']), measured)).toBe(120);
});

test('ours is judged by its median, and the limit itself is met', () => {
	const peer = { 'y-websocket': cell(10) };
	const target = best(1.3, ['y-websocket']);
	expect(judge(less, target, cells({ ...peer, ours: cell(13) }))).toBe('met');
	expect(judge(less, target, cells({ ...peer, ours: cell(13.1) }))).toBe('missed');
	expect(judge(more, bound(12_800), cells({ ours: cell(12_800) }))).toBe('met');
	expect(judge(less, bound(100), cells({ ours: cell(Number.POSITIVE_INFINITY) }))).toBe('missed');
});

test('what the load could not drive higher is not called missed', () => {
	expect(judge(more, bound(12_800), cells({ ours: cell(9_000, true) }))).toBe('load too weak');
	expect(judge(more, bound(8_000), cells({ ours: cell(9_000, true) }))).toBe('met');
});

test('without ours, or without the servers a ratio speaks of, there is no verdict', () => {
	expect(judge(less, bound(5), cells({ hocuspocus: cell(1) }))).toBe('not run');
	expect(judge(less, best(1, ['hocuspocus']), cells({ ours: cell(1) }))).toBe('not run');
});

test('several nodes are judged each for itself', () => {
	const measured = cells({ 'ours, 2 nodes': cell(4_000), 'ours, 4 nodes': cell(6_000) });
	expect(judge(less, bound(5_000), measured, 'ours, 2 nodes')).toBe('met');
	expect(judge(less, bound(5_000), measured, 'ours, 4 nodes')).toBe('missed');
});

test('a target says what it asks', () => {
	expect(targetText(less, bound(600), 'ms')).toBe('≤ 600 ms');
	expect(targetText(more, bound(12_800), '/s')).toBe('≥ 12,800 /s');
	expect(targetText(less, best(1.3, ['y-websocket']), 'ms')).toBe('≤ 1.3 × y-websocket');
	expect(targetText(less, best(1, ['hocuspocus']), 'ms')).toBe('≤ hocuspocus');
	expect(targetText(less, timesBest(0.5), 'MB')).toBe('≤ 0.5 × the best of y-websocket, hocuspocus');
});
