import { describe, expect, test } from 'vitest';
import { disagreementQueue } from '#domain/consensus/queue.ts';
import type { Framework } from '#domain/framework/framework.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { filterOf, toggled } from '#lib/workspace/board/filter.ts';
import { orderOf, ranksOf, sameOrder } from '#lib/workspace/board/queue-order.ts';
import { parseReport } from '#lib/workspace/board/report.ts';

describe('the filter of the board', () => {
	test('the address names states; what is none is passed over', () => {
		expect(filterOf('objected,reopened,nonsense,__proto__')).toEqual(['objected', 'reopened']);
		expect(filterOf(null)).toEqual([]);
	});

	test('a state is added in the order of the board, and taken away again', () => {
		expect(toggled(['objected'], 'revealed')).toEqual(['revealed', 'objected']);
		expect(toggled(['revealed', 'objected'], 'revealed')).toEqual(['objected']);
	});
});

describe('the order of the queue', () => {
	const framework: Framework = KOMMUNKOMPASSEN;
	const scores = (rows: Record<string, [number, number]>) =>
		new Map(
			Object.entries(rows).map(([id, [a, b]]) => [
				id,
				new Map([
					['a', { points: a }],
					['b', { points: b }],
				]),
			]),
		);
	const queue = (rows: Record<string, [number, number]>) =>
		disagreementQueue(framework, scores(rows), ['a', 'b'], 0.2);

	test('what reaches the tolerance comes first, the rest apart, each by rank', () => {
		const order = orderOf(queue({ '1.1': [1, 2], '1.2': [0, 20], '1.3': [5, 15] }));
		expect(order).toEqual({ flagged: ['1.2', '1.3'], rest: ['1.1'] });
	});

	test('another order is told from the same one with other figures', () => {
		const before = orderOf(queue({ '1.2': [0, 20], '1.3': [5, 15] }));
		expect(sameOrder(before, orderOf(queue({ '1.2': [0, 19], '1.3': [5, 16] })))).toBe(true);
		expect(sameOrder(before, orderOf(queue({ '1.2': [10, 11], '1.3': [5, 15] })))).toBe(false);
	});

	test('ties share their rank', () => {
		const ranks = ranksOf(queue({ '2.1': [0, 15], '1.2': [0, 20], '1.3': [5, 15] }));
		expect([...ranks]).toEqual([
			['1.2', 1],
			['2.1', 1],
			['1.3', 3],
		]);
	});
});

describe('what the server says of hidden scores', () => {
	test('who is missing where, and how many rows each has filled', () => {
		const report = parseReport({
			asOf: '2026-11-23T15:00:00Z',
			seq: 1,
			areas: [{ areaId: '1', tiles: [{ subquestionId: '1.1', missing: ['b'] }, { subquestionId: '1.2' }] }],
			members: [{ userId: 'b', filled: 3, areas: [{ areaId: '1', filled: 3, of: 5 }], handedIn: 0 }],
		});
		expect(report?.missing.get('1.1')?.has('b')).toBe(true);
		expect(report?.missing.has('1.2')).toBe(false);
		expect(report?.filled.get('b')?.get('1')).toBe(3);
	});

	test('anything else is no report', () => {
		expect(parseReport({ asOf: 1 })).toBeUndefined();
		expect(parseReport(undefined)).toBeUndefined();
	});
});
