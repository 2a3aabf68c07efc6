import { expect, test } from 'vitest';
import { median, percentile, spreadOf } from '../../../bench/sync/figures.ts';

test('a median is the middle one, or the mean of the middle two, in whatever order the values come', () => {
	expect(median([9, 1, 5])).toBe(5);
	expect(median([4, 1, 3, 2])).toBe(2.5);
	expect(median([])).toBeNaN();
});

test('a percentile is one of the values', () => {
	const values = Array.from({ length: 200 }, (_, n) => 200 - n);
	expect([0, 0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([1, 101, 199, 200]);
	expect(percentile([], 0.5)).toBeNaN();
});

test('values have a spread, nothing has none', () => {
	expect(spreadOf([3, 1, 8])).toEqual({ median: 3, least: 1, most: 8 });
	expect(spreadOf([])).toBeUndefined();
});
