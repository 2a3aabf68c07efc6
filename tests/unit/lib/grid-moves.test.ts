import { describe, expect, test } from 'vitest';
import type { Score } from '#document/values.ts';
import { COLUMNS } from '#lib/workspace/grid/columns.ts';
import { inRange, move, rangeOf, tab } from '#lib/workspace/grid/moves.ts';
import { OwnChanges } from '#lib/workspace/grid/own-changes.ts';

const extent = { rows: 45, areaStarts: [0, 4, 9, 40] };
const last = COLUMNS.length - 1;
const go = (row: number, column: number, key: string, ctrl = false) =>
	move({ row, column }, { key, ctrl }, extent);

describe('moving in the grid', () => {
	test('arrows stop at the edges', () => {
		expect(go(0, 2, 'ArrowUp')).toEqual({ row: 0, column: 2 });
		expect(go(44, 2, 'ArrowDown')).toEqual({ row: 44, column: 2 });
		expect(go(3, 0, 'ArrowLeft')).toEqual({ row: 3, column: 0 });
		expect(go(3, last, 'ArrowRight')).toEqual({ row: 3, column: last });
		expect(go(3, 2, 'ArrowDown')).toEqual({ row: 4, column: 2 });
	});

	test('Ctrl with an arrow goes from area to area and to the ends of a row', () => {
		expect(go(5, 2, 'ArrowDown', true)).toEqual({ row: 9, column: 2 });
		expect(go(41, 2, 'ArrowDown', true)).toEqual({ row: 44, column: 2 });
		expect(go(5, 2, 'ArrowUp', true)).toEqual({ row: 4, column: 2 });
		expect(go(5, 3, 'ArrowLeft', true)).toEqual({ row: 5, column: 0 });
	});

	test('Home, End and whole pages', () => {
		expect(go(20, 3, 'Home')).toEqual({ row: 20, column: 0 });
		expect(go(20, 3, 'End', true)).toEqual({ row: 44, column: last });
		expect(go(40, 3, 'PageDown')).toEqual({ row: 44, column: 3 });
		expect(go(20, 3, 'x')).toBeUndefined();
	});

	test('Tab goes through the cells that take an entry, row by row, and lets one out at the ends', () => {
		expect(tab({ row: 0, column: 0 }, false, 45)).toEqual({ row: 0, column: 2 });
		expect(tab({ row: 0, column: last }, false, 45)).toEqual({ row: 1, column: 2 });
		expect(tab({ row: 44, column: last }, false, 45)).toBeUndefined();
		expect(tab({ row: 1, column: 2 }, true, 45)).toEqual({ row: 0, column: last });
		expect(tab({ row: 0, column: 2 }, true, 45)).toBeUndefined();
	});

	test('a selection is the rectangle between two cells, whichever came first', () => {
		const range = rangeOf({ row: 5, column: 4 }, { row: 3, column: 2 });
		expect(range).toEqual({ top: 3, bottom: 5, left: 2, right: 4 });
		expect(inRange(range, { row: 4, column: 3 })).toBe(true);
		expect(inRange(range, { row: 6, column: 3 })).toBe(false);
	});
});

describe('taking back what I did', () => {
	const book = () => {
		const rows = new Map<string, Score>();
		const changes = new OwnChanges();
		const write = (step: readonly { subquestionId: string; after: Score | undefined }[] | undefined) => {
			for (const { subquestionId, after } of step ?? [])
				if (after) rows.set(subquestionId, after);
				else rows.delete(subquestionId);
		};
		const give = (...given: [string, Score | undefined][]) => {
			const step = given.map(([subquestionId, after]) => ({
				subquestionId,
				before: rows.get(subquestionId),
				after,
			}));
			write(step);
			changes.did(step);
		};
		const now = (id: string) => rows.get(id);
		return { rows, give, undo: () => write(changes.undo(now)), redo: () => write(changes.redo(now)) };
	};

	test('a paste is one step, back and forth', () => {
		const { rows, give, undo, redo } = book();
		give(['1.1', { points: 1 }]);
		give(['1.1', { points: 2 }], ['1.2', { points: 3 }]);
		undo();
		expect([...rows]).toEqual([['1.1', { points: 1 }]]);
		redo();
		expect(rows.get('1.2')).toEqual({ points: 3 });
		undo();
		undo();
		expect(rows.size).toBe(0);
	});

	test('a row that has changed since by another hand is left as it is', () => {
		const { rows, give, undo } = book();
		give(['1.1', { points: 2 }], ['1.2', { points: 3 }]);
		rows.set('1.2', { points: 9 });
		undo();
		expect([...rows]).toEqual([['1.2', { points: 9 }]]);
	});

	test('a new step forgets what was undone', () => {
		const { rows, give, undo, redo } = book();
		give(['1.1', { points: 2 }]);
		undo();
		give(['1.2', { points: 3 }]);
		redo();
		expect([...rows]).toEqual([['1.2', { points: 3 }]]);
	});

	test('what changes nothing is no step', () => {
		const { rows, give, undo } = book();
		give(['1.1', { points: 2, confidence: 'low' }]);
		give(['1.1', { confidence: 'low', points: 2 }]);
		undo();
		expect(rows.size).toBe(0);
	});
});
