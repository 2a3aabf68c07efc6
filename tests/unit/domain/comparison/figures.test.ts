import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, distributionOf, meanOf, ranking } from '#domain/comparison/figures.ts';

const values = fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 40 });

describe('ranking', () => {
	test('equals share the best of their places and the next one is left out', () => {
		const places = ranking([7, 9, null, 7, 3], (value) => value);
		expect(places.map(({ of, place, tied }) => [of, place, tied])).toEqual([
			[9, 1, false],
			[7, 2, true],
			[7, 2, true],
			[3, 4, false],
		]);
	});

	test('a place is one more than how many are better', () => {
		fc.assert(
			fc.property(values, (all) => {
				const there = all.filter((value) => value !== null);
				const places = ranking(all, (value) => value);
				expect(places).toHaveLength(there.length);
				for (const { value, place, tied } of places) {
					expect(place).toBe(1 + there.filter((other) => other > value).length);
					expect(tied).toBe(there.filter((other) => other === value).length > 1);
				}
			}),
		);
	});

	test('equals stay in the order they came', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (all) => {
				const numbered = all.map((value, at) => ({ value, at }));
				const ranked = ranking(numbered, ({ value }) => value);
				for (const [n, one] of ranked.entries()) {
					const next = ranked[n + 1];
					if (next?.value === one.value) expect(next.of.at).toBeGreaterThan(one.of.at);
				}
			}),
		);
	});
});

describe('means', () => {
	test('halves of a hundredth go up, and n says how many went in', () => {
		expect(meanOf([1, 2])).toEqual({ n: 2, mean: 150 });
		expect(meanOf([1, 1, 2])).toEqual({ n: 3, mean: 133 });
		expect(meanOf([2, 2, 1])).toEqual({ n: 3, mean: 167 });
		expect(meanOf([null, 5])).toEqual({ n: 1, mean: 500 });
		expect(meanOf([null])).toEqual({ n: 0, mean: null });
	});

	test('lie between the least and the most', () => {
		fc.assert(
			fc.property(values, (all) => {
				const { n, mean } = meanOf(all);
				const there = all.filter((value) => value !== null);
				expect(n).toBe(there.length);
				if (mean === null) return;
				expect(mean).toBeGreaterThanOrEqual(Math.min(...there) * 100);
				expect(mean).toBeLessThanOrEqual(Math.max(...there) * 100);
			}),
		);
	});
});

test('a distribution has half of its values on either side of the median', () => {
	expect(distributionOf([])).toBeNull();
	expect(distributionOf([null, 4, 1, 2])).toMatchObject({ n: 3, lowest: 1, median: 200, highest: 4 });
	expect(distributionOf([1, 2])).toMatchObject({ median: 150, mean: 150 });
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (all) => {
			const { median } = distributionOf(all)!;
			expect(all.filter((value) => value * 100 < median).length * 2).toBeLessThanOrEqual(all.length);
			expect(all.filter((value) => value * 100 > median).length * 2).toBeLessThanOrEqual(all.length);
		}),
	);
});

test('no difference exists where one is missing or the two must not be compared', () => {
	expect(difference(72, 65, 'full')).toBe(7);
	expect(difference(62, 65, 'tightened')).toBe(-3);
	expect(difference(72, 65, 'none')).toBeNull();
	expect(difference(null, 65, 'full')).toBeNull();
	expect(difference(72, null, 'full')).toBeNull();
});
