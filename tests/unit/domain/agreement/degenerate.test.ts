import { describe, expect, test } from 'vitest';
import { concordance } from '#domain/agreement/concordance.ts';
import { intraclass } from '#domain/agreement/intraclass.ts';
import { alphaInterval, krippendorffAlpha } from '#domain/agreement/krippendorff.ts';
import { biases } from '#domain/agreement/leniency.ts';
import { valueOf } from './value-of.ts';

describe('too little to say anything', () => {
	test('no scores at all', () => {
		expect(krippendorffAlpha([])).toEqual({ kind: 'too-little-data', of: 'rows', have: 0, need: 2 });
		expect(intraclass([])).toEqual({ kind: 'too-little-data', of: 'raters', have: 0, need: 2 });
		expect(concordance([])).toEqual({ kind: 'too-little-data', of: 'raters', have: 0, need: 2 });
		expect(biases([])).toEqual([]);
	});

	test('a single rater', () => {
		const alone = [[80], [60], [70]];
		expect(krippendorffAlpha(alone)).toMatchObject({ kind: 'too-little-data', have: 0 });
		expect(intraclass(alone)).toEqual({ kind: 'too-little-data', of: 'raters', have: 1, need: 2 });
		expect(biases(alone)).toEqual([{ kind: 'too-little-data', of: 'rows', have: 0, need: 1 }]);
	});

	test('a single row in common: α would be 0 whatever it holds', () => {
		expect(krippendorffAlpha([[80, 60]])).toEqual({ kind: 'too-little-data', of: 'rows', have: 1, need: 2 });
		expect(intraclass([[80, 60]])).toEqual({ kind: 'too-little-data', of: 'rows', have: 1, need: 2 });
	});

	test('two raters who never scored the same row', () => {
		const apart = [
			[80, null],
			[null, 60],
		];
		expect(krippendorffAlpha(apart)).toMatchObject({ kind: 'too-little-data', have: 0, need: 2 });
		expect(intraclass(apart)).toEqual({ kind: 'too-little-data', of: 'rows', have: 0, need: 2 });
	});

	test('an interval by resampling needs five rows', () => {
		const four = [
			[1, 2],
			[3, 3],
			[5, 4],
			[2, 2],
		];
		expect(alphaInterval(four)).toEqual({ kind: 'too-little-data', of: 'rows', have: 4, need: 5 });
		expect(alphaInterval([...four, [7, 6]]).kind).toBe('value');
	});
});

describe('no variation', () => {
	test('everybody gives everything the same score: neither 1 nor 0', () => {
		const flat = [
			[75, 75, 75],
			[75, 75, 75],
		];
		expect(krippendorffAlpha(flat)).toEqual({ kind: 'no-variation' });
		expect(intraclass(flat)).toEqual({ kind: 'no-variation' });
		expect(concordance(flat)).toEqual({ kind: 'no-variation' });
		expect(
			biases(flat)
				.map(valueOf)
				.map(({ bias }) => bias),
		).toEqual([0, 0, 0]);
	});

	test('rows with equal means have nothing for an intraclass correlation to explain', () => {
		expect(
			intraclass([
				[10, 20],
				[20, 10],
			]),
		).toEqual({ kind: 'no-variation' });
	});

	test('thirds that differ in their last bits only are still no variation', () => {
		const third = 100 / 3;
		const rows = [
			[third, third * 2 - third],
			[third, third + 1e-14],
			[third, third],
		];
		expect(intraclass(rows)).toEqual({ kind: 'no-variation' });
	});

	test('rows that vary less than the raters’ noise give no ICC(2,k)', () => {
		const result = valueOf(
			intraclass([
				[10, 20.4],
				[20, 10],
			]),
		);
		expect(result.agreement.average).toEqual({ kind: 'no-variation' });
	});
});

describe('perfect', () => {
	const perfect = [
		[10, 10],
		[50, 50],
		[90, 90],
	];

	test('equal scores on differing rows give 1 with bounds of 1', () => {
		expect(valueOf(krippendorffAlpha(perfect)).alpha).toBe(1);
		const { oneWay, agreement, consistency } = valueOf(intraclass(perfect));
		for (const form of [oneWay.single, oneWay.average, agreement.single, agreement.average])
			expect(form).toEqual({ kind: 'value', icc: 1, low: 1, high: 1 });
		expect(consistency.average).toEqual({ kind: 'value', icc: 1, low: 1, high: 1 });
		expect(valueOf(concordance(perfect)).w).toBe(1);
	});

	test('a constant difference is perfect consistency and less than perfect agreement', () => {
		const { agreement, consistency } = valueOf(intraclass(perfect.map(([a = 0, b = 0]) => [a, b + 10])));
		expect(consistency.single).toEqual({ kind: 'value', icc: 1, low: 1, high: 1 });
		const single = valueOf(agreement.single);
		expect(single.icc).toBeGreaterThan(0.9);
		expect(single.icc).toBeLessThan(1);
		expect(single.low).toBeLessThan(single.icc);
		expect(single.high).toBeLessThanOrEqual(1);
	});
});

test('raters without a link get leniency within their own group only', () => {
	const split = [
		[10, 20, null, null, null],
		[30, 40, null, null, null],
		[null, null, 50, 52, null],
		[null, null, null, null, 5],
	];
	const all = biases(split);
	expect(
		all
			.slice(0, 4)
			.map(valueOf)
			.map(({ bias, component }) => [bias, component]),
	).toEqual([
		[-5, 0],
		[5, 0],
		[-1, 1],
		[1, 1],
	]);
	expect(all[4]).toEqual({ kind: 'too-little-data', of: 'rows', have: 0, need: 1 });
});

test('the resampled interval is the same on every screen, and holds α', () => {
	const cells = [
		[60, 70, 65],
		[80, 85, null],
		[30, 40, 35],
		[90, 95, 90],
		[55, 50, 60],
		[75, 80, 70],
	];
	const interval = valueOf(alphaInterval(cells));
	expect(alphaInterval(cells)).toEqual(interval);
	const { alpha } = valueOf(krippendorffAlpha(cells));
	expect(interval.low).toBeLessThanOrEqual(alpha);
	expect(interval.high).toBeGreaterThanOrEqual(alpha);
	expect(interval).toMatchObject({ seed: 1 });
	expect(interval.resamples).toBeGreaterThan(990);
});

test('an interval stays within what the resamples hold, also where few rows differ', () => {
	const flat = Array.from({ length: 45 }, (_, u) => (u === 0 ? [70, 80] : [75, 75]));
	const interval = alphaInterval(flat);
	if (interval.kind === 'value') expect(interval.low).toBeLessThanOrEqual(interval.high);
	const same = Array.from({ length: 45 }, () => [75, 75]);
	expect(alphaInterval(same)).toEqual({ kind: 'no-variation' });
});
