import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concordance } from '#domain/agreement/concordance.ts';
import type { Estimate } from '#domain/agreement/estimate.ts';
import { intraclass, type Forms, type Intraclass } from '#domain/agreement/intraclass.ts';
import { alphaInterval, krippendorffAlpha } from '#domain/agreement/krippendorff.ts';
import { biases } from '#domain/agreement/leniency.ts';
import { completeRows, type Cells } from '#domain/agreement/score-matrix.ts';
import { spreadFigures } from '#domain/agreement/spread.ts';
import { valueOf } from './value-of.ts';

/** Percent of max as evaluators give it, coarse enough that ties and equal rows come up. */
const score = fc.integer({ min: 0, max: 20 }).map((step) => step * 5);

const table = (cell: fc.Arbitrary<number | null>, leastRaters = 1, leastRows = 1) =>
	fc.integer({ min: leastRaters, max: 8 }).chain((raters) =>
		fc.array(fc.array(cell, { minLength: raters, maxLength: raters }), {
			minLength: leastRows,
			maxLength: 12,
		}),
	);
const withGaps = table(fc.option(score, { freq: 3 }));
const complete = table(score, 2, 2) as fc.Arbitrary<number[][]>;

const shuffled = <T>(values: readonly T[], keys: readonly number[]): T[] =>
	values
		.map((value, i) => ({ value, key: keys[i % keys.length] ?? 0 }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);
const keys = fc.array(fc.integer(), { minLength: 12, maxLength: 12 });

const map = (cells: Cells, change: (value: number, rater: number) => number): Cells =>
	cells.map((row) => row.map((value, j) => (value === null ? null : change(value, j))));

/** Equal in kind and, to nine digits, in every figure. */
function expectSame(a: unknown, b: unknown): void {
	if (typeof a === 'number' && typeof b === 'number')
		expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
	else if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
		expect(Object.keys(a)).toEqual(Object.keys(b));
		for (const key of Object.keys(a)) expectSame(a[key as keyof typeof a], b[key as keyof typeof b]);
	} else expect(a).toEqual(b);
}

function expectFinite(value: unknown): void {
	if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
	else if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectFinite);
}

/** Only the coefficients: mean squares change with the unit. */
const coefficients = (estimate: Estimate<Intraclass>) =>
	estimate.kind === 'value' ? [estimate.oneWay, estimate.agreement, estimate.consistency] : estimate;

describe('whatever the scores', () => {
	test('every statistic is a finite value or says why there is none', () => {
		fc.assert(
			fc.property(withGaps, (cells) => {
				for (const statistic of [krippendorffAlpha, intraclass, concordance, biases]) {
					expectFinite(statistic(cells));
				}
				expectFinite(alphaInterval(cells, 50));
			}),
			{ numRuns: 500 },
		);
	});

	test('the order of rows and of raters does not matter', () => {
		fc.assert(
			fc.property(withGaps, keys, keys, (cells, rowKeys, raterKeys) => {
				const moved = shuffled(cells, rowKeys).map((row) => shuffled(row, raterKeys));
				expectSame(krippendorffAlpha(moved), krippendorffAlpha(cells));
				expectSame(intraclass(moved), intraclass(cells));
				expectSame(concordance(moved), concordance(cells));
				const bias = (estimate: ReturnType<typeof biases>[number]) =>
					estimate.kind === 'value' ? { ...estimate, component: 0 } : estimate;
				expectSame(biases(moved).map(bias), shuffled(biases(cells).map(bias), raterKeys));
			}),
		);
	});

	test('rows with fewer than two values change neither α nor leniency', () => {
		fc.assert(
			fc.property(withGaps, score, (cells, value) => {
				const width = cells[0]?.length ?? 0;
				const lonely = Array.from({ length: width }, (_, j) => (j === 0 ? value : null));
				const empty = lonely.map(() => null);
				expectSame(krippendorffAlpha([...cells, lonely, empty]), krippendorffAlpha(cells));
				expectSame(biases([...cells, lonely, empty]), biases(cells));
			}),
		);
	});

	test('a rater without any score changes nothing', () => {
		fc.assert(
			fc.property(withGaps, (cells) => {
				const wider = cells.map((row) => [...row, null]);
				expectSame(krippendorffAlpha(wider), krippendorffAlpha(cells));
				expectSame(intraclass(wider), intraclass(cells));
				expectSame(concordance(wider), concordance(cells));
				expectSame(biases(wider).slice(0, -1), biases(cells));
			}),
		);
	});

	test('a constant added to every score changes no coefficient and nobody’s leniency', () => {
		fc.assert(
			fc.property(withGaps, fc.integer({ min: -50, max: 50 }), (cells, constant) => {
				const moved = map(cells, (value) => value + constant);
				expectSame(krippendorffAlpha(moved), krippendorffAlpha(cells));
				expectSame(coefficients(intraclass(moved)), coefficients(intraclass(cells)));
				expectSame(concordance(moved), concordance(cells));
				expectSame(biases(moved), biases(cells));
			}),
		);
	});

	test('another unit changes no coefficient and stretches leniency', () => {
		fc.assert(
			fc.property(withGaps, fc.integer({ min: 2, max: 9 }), (cells, factor) => {
				const stretched = map(cells, (value) => value * factor);
				const alpha = krippendorffAlpha(cells);
				const other = krippendorffAlpha(stretched);
				expect(other.kind).toBe(alpha.kind);
				if (alpha.kind === 'value') expectSame(valueOf(other).alpha, alpha.alpha);
				expectSame(coefficients(intraclass(stretched)), coefficients(intraclass(cells)));
				expectSame(concordance(stretched), concordance(cells));
				const stretch = biases(cells).map((estimate) =>
					estimate.kind === 'value'
						? {
								...estimate,
								bias: estimate.bias * factor,
								ownMinusOthers: estimate.ownMinusOthers * factor,
							}
						: estimate,
				);
				expectSame(biases(stretched), stretch);
			}),
		);
	});
});

describe('on complete tables', () => {
	test('one rater’s constant generosity leaves consistency and rank order, and adds to that leniency', () => {
		fc.assert(
			fc.property(complete, fc.integer({ min: 1, max: 40 }), (cells, generosity) => {
				const k = cells[0]?.length ?? 0;
				const moved = map(cells, (value, j) => (j === 0 ? value + generosity : value));
				const consistency = (estimate: Estimate<Intraclass>): Forms | Estimate<Intraclass> =>
					estimate.kind === 'value' ? estimate.consistency : estimate;
				expectSame(consistency(intraclass(moved)), consistency(intraclass(cells)));
				expectSame(concordance(moved), concordance(cells));
				const shift = (estimates: ReturnType<typeof biases>) => valueOf(estimates[0] ?? fail()).bias;
				expectSame(shift(biases(moved)), shift(biases(cells)) + generosity * (1 - 1 / k));
			}),
		);
	});

	test('least squares is the simple difference from the mean, and own minus others k/(k − 1) times that', () => {
		fc.assert(
			fc.property(complete, (cells) => {
				const k = cells[0]?.length ?? 0;
				const n = cells.length;
				const all = cells.flat().reduce((total, value) => total + value, 0) / (n * k);
				biases(cells)
					.map(valueOf)
					.forEach(({ bias, ownMinusOthers, sharedRows, component }, j) => {
						const own = cells.reduce((total, row) => total + (row[j] ?? 0), 0) / n;
						expect(bias).toBeCloseTo(own - all, 9);
						expect(ownMinusOthers).toBeCloseTo((bias * k) / (k - 1), 9);
						expect({ sharedRows, component }).toEqual({ sharedRows: n, component: 0 });
					});
			}),
		);
	});

	test('every interval holds its coefficient, and none is above 1', () => {
		fc.assert(
			fc.property(complete, (cells) => {
				const result = intraclass(cells);
				if (result.kind !== 'value') return;
				for (const { single, average } of [result.oneWay, result.agreement, result.consistency])
					for (const form of [single, average]) {
						if (form.kind !== 'value') continue;
						expect(form.icc).toBeLessThanOrEqual(1 + 1e-9);
						if (form.low !== null) expect(form.low).toBeLessThanOrEqual(form.icc + 1e-9);
						if (form.high !== null) expect(form.high).toBeGreaterThanOrEqual(form.icc - 1e-9);
					}
			}),
			{ numRuns: 500 },
		);
	});
});

test('α equals its definition by pairs of values', () => {
	fc.assert(
		fc.property(withGaps, (cells) => {
			const rows = cells.map((row) => row.filter((value) => value !== null)).filter((row) => row.length >= 2);
			const alpha = krippendorffAlpha(cells);
			if (alpha.kind !== 'value') return;
			const differences = (values: number[]): number =>
				values.flatMap((a) => values.map((b) => (a - b) ** 2)).reduce((total, value) => total + value, 0);
			const all = rows.flat();
			const observed =
				rows.reduce((total, row) => total + differences(row) / (row.length - 1), 0) / all.length;
			const expected = differences(all) / (all.length * (all.length - 1));
			expect(alpha.observedDisagreement).toBeCloseTo(observed, 9);
			expect(alpha.expectedDisagreement).toBeCloseTo(expected, 9);
			expect(alpha.alpha).toBeCloseTo(1 - observed / expected, 9);
		}),
	);
});

test('least-squares leniency sums to nothing within a component, and no other answer fits better', () => {
	const misfit = (cells: Cells, bias: readonly number[]): number =>
		cells.reduce((total, row) => {
			const rest = row.flatMap((value, j) => (value === null ? [] : [value - (bias[j] ?? 0)]));
			const level = rest.reduce((sum, value) => sum + value, 0) / Math.max(1, rest.length);
			return total + rest.reduce((sum, value) => sum + (value - level) ** 2, 0);
		}, 0);
	fc.assert(
		fc.property(
			withGaps,
			fc.nat({ max: 7 }),
			fc.double({ min: -5, max: 5, noNaN: true }),
			(cells, rater, by) => {
				const all = biases(cells);
				const sums = new Map<number, number>();
				for (const estimate of all)
					if (estimate.kind === 'value')
						sums.set(estimate.component, (sums.get(estimate.component) ?? 0) + estimate.bias);
				for (const total of sums.values()) expect(total).toBeCloseTo(0, 9);
				const bias = all.map((estimate) => (estimate.kind === 'value' ? estimate.bias : 0));
				const other = bias.map((value, j) => (j === rater ? value + by : value));
				expect(misfit(cells, bias)).toBeLessThanOrEqual(misfit(cells, other) + 1e-7);
			},
		),
	);
});

test('with two values MAD is half the range, the mean difference the range, and SD the range over √2', () => {
	fc.assert(
		fc.property(score, score, (a, b) => {
			const spread = spreadFigures([a, b]);
			expect(spread.mad).toBeCloseTo(spread.range / 2, 9);
			expect(spread.madAroundMedian).toBeCloseTo(spread.range / 2, 9);
			expect(spread.meanPairwiseDifference).toBeCloseTo(spread.range, 9);
			expect(spread.sd).toBeCloseTo(spread.range / Math.SQRT2, 9);
		}),
	);
});

test('complete rows are those without a gap over the raters who gave anything', () => {
	fc.assert(
		fc.property(withGaps, (cells) => {
			const { rows, columns } = completeRows(cells);
			expect(columns.every((j) => cells.some((row) => row[j] !== null))).toBe(true);
			const full = cells.filter((row) => columns.length > 0 && columns.every((j) => row[j] !== null));
			expect(rows).toEqual(full.map((row) => columns.map((j) => row[j])));
		}),
	);
});

function fail(): never {
	throw new Error('No estimate for the first rater.');
}
