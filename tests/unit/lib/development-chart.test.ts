import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joints, placePoints } from '#lib/charts/development-chart.ts';
import { signed } from '#lib/results/signed.ts';
import { stripOf } from '../../../src/routes/evaluations/[id]/compare/strip.ts';

test('points keep their order from left to right and never leave the picture', () => {
	const point = fc.record({
		year: fc.integer({ min: 1990, max: 2100 }),
		value: fc.integer({ min: -5, max: 900 }),
		joined: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
			const placed = placePoints(
				points.toSorted((a, b) => a.year - b.year),
				800,
			);
			for (const [at, { x, y }] of placed.entries()) {
				expect(x).toBeGreaterThanOrEqual(placed[at - 1]?.x ?? 0);
				expect(x).toBeLessThanOrEqual(100);
				expect(y).toBeGreaterThanOrEqual(0);
				expect(y).toBeLessThanOrEqual(100);
			}
			expect(joints(placed)).toHaveLength(placed.slice(1).filter(({ joined }) => joined).length);
		}),
	);
});

test('a single year stands in the middle, and nothing joins it', () => {
	const placed = placePoints([{ year: 2019, value: 400, joined: false }], 800);
	expect(placed).toMatchObject([{ x: 50, y: 50 }]);
	expect(joints(placed)).toEqual([]);
});

test('differences carry their sign', () => {
	expect([7, -3, 0, 1.25, -0.5].map((value) => signed(value, 'sv'))).toEqual([
		'+7',
		'−3',
		'±0',
		'+1,25',
		'−0,5',
	]);
	expect(signed(1.25, 'en')).toBe('+1.25');
});

const row = {
	id: '7',
	name: '',
	achieved: 13,
	max: 20,
	percent: 64,
	previous: { achieved: 12, percent: 60, comparability: 'full' as const, change: 1, derived: false },
	cohort: { mean: 14.5, n: 3, comparability: 'full' as const, difference: -1.5 },
	place: null,
	others: [],
};

test('a strip has percents, the total’s has points, and what must not be compared is not drawn', () => {
	expect(stripOf(row)).toEqual({ own: 64, previous: 60, mean: 72.5, max: 100 });
	expect(stripOf({ ...row, id: 'total' })).toEqual({ own: 13, previous: 12, mean: 14.5, max: 20 });
	const none = {
		...row,
		previous: { ...row.previous, comparability: 'none' as const },
		cohort: { ...row.cohort, comparability: 'none' as const },
	};
	expect(stripOf(none)).toEqual({ own: 64, previous: null, mean: null, max: 100 });
});
