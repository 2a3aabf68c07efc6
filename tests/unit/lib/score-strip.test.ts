import { expect, test } from 'vitest';
import { labelAnchor, levelsFor, placeDots } from '#lib/charts/score-strip.ts';

const room = { max: 20, width: 400, size: 24, levels: 3 };

test('a dot stands at its share of the maximum', () => {
	expect(placeDots([{ id: 'a', value: 5 }], room)).toEqual([{ id: 'a', value: 5, percent: 25, level: 0 }]);
});

test('dots that would overlap stand above each other, others side by side', () => {
	const placed = placeDots(
		[
			{ id: 'a', value: 10 },
			{ id: 'b', value: 10 },
			{ id: 'c', value: 10.5 },
			{ id: 'd', value: 15 },
		],
		room,
	);
	expect(placed.map(({ id, level }) => [id, level])).toEqual([
		['a', 0],
		['b', 1],
		['c', 2],
		['d', 0],
	]);
});

test('the strip is as high for its group whatever the scores', () => {
	expect([1, 2, 4, 8].map(levelsFor)).toEqual([1, 2, 4, 4]);
	const many = Array.from({ length: 8 }, (_, i) => ({ id: String(i), value: 10 }));
	expect(Math.max(...placeDots(many, { ...room, levels: 4 }).map(({ level }) => level))).toBe(3);
});

test('values outside the scale are drawn at its ends', () => {
	expect(placeDots([{ id: 'a', value: 25 }], room)[0]?.percent).toBe(100);
});

test('a label near an end is held there, so that it stays on the strip', () => {
	expect([0, 50, 100].map(labelAnchor)).toEqual(['start', 'middle', 'end']);
});
