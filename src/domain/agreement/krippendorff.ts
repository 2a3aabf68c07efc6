/**
 * Krippendorff's α for interval data: how reliable the scores are as a whole, with any number of raters and any
 * gaps. Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
 */
import { mean, squaredDeviations, sum } from './averages.ts';
import { NO_VARIATION, tooLittle, type Estimate } from './estimate.ts';
import { present, type Cells } from './score-matrix.ts';
import { seededIntegers } from './seeded-integers.ts';

export interface Alpha {
	/** At most 1; 0 is what chance would give; may be negative. */
	alpha: number;
	/** Dₒ, in squared units of the values. */
	observedDisagreement: number;
	/** Dₑ, in squared units of the values. */
	expectedDisagreement: number;
	/** Rows with at least two values; the others say nothing about agreement. */
	rows: number;
	/** Values in those rows. */
	values: number;
}

/**
 * α = 1 − Dₒ/Dₑ in its variance form, over rows with m ≥ 2 values, n values in all:
 * Dₒ = (1/n) Σ_u 2 m_u Σ_j (x_uj − x̄_u)² / (m_u − 1), Dₑ = 2 Σ (x − x̄)² / (n − 1).
 * With one such row α is 0 whatever it holds, so two are needed. All values equal: no variation.
 */
export function krippendorffAlpha(cells: Cells): Estimate<Alpha> {
	return alphaOfRows(pairableRows(cells));
}

const pairableRows = (cells: Cells): number[][] => cells.map(present).filter((row) => row.length >= 2);

function alphaOfRows(rows: readonly number[][]): Estimate<Alpha> {
	if (rows.length < 2) return tooLittle('rows', rows.length, 2);
	const all = rows.flat();
	if (all.every((value) => value === all[0])) return NO_VARIATION;
	const n = all.length;
	const observedDisagreement =
		sum(rows.map((row) => (2 * row.length * squaredDeviations(row)) / (row.length - 1))) / n;
	const expectedDisagreement = (2 * squaredDeviations(all)) / (n - 1);
	return {
		kind: 'value',
		alpha: 1 - observedDisagreement / expectedDisagreement,
		observedDisagreement,
		expectedDisagreement,
		rows: rows.length,
		values: n,
	};
}

export interface AlphaInterval {
	low: number;
	high: number;
	/** How many resamples gave a value; the rest had no variation. */
	resamples: number;
	seed: number;
}

/** Fewer rows than this give an interval that only looks like one. */
const LEAST_ROWS = 5;

/**
 * Approximate 95 % interval of α: percentile bootstrap over rows (Efron & Tibshirani 1993, ch. 13), repeatable
 * for the same seed.
 */
export function alphaInterval(cells: Cells, resamples = 1000, seed = 1): Estimate<AlphaInterval> {
	const rows = pairableRows(cells);
	if (rows.length < LEAST_ROWS) return tooLittle('rows', rows.length, LEAST_ROWS);
	const parts = partsOf(rows);
	const next = seededIntegers(seed);
	const alphas: number[] = [];
	for (let b = 0; b < resamples; b++) {
		const alpha = resampledAlpha(rows.map(() => parts[next(parts.length)] ?? EMPTY));
		if (alpha !== null) alphas.push(alpha);
	}
	alphas.sort((a, b) => a - b);
	const low = alphas[Math.floor(0.025 * (alphas.length - 1))];
	const high = alphas[Math.ceil(0.975 * (alphas.length - 1))];
	// Most resamples without variation: so few rows differ that an interval would describe luck.
	if (low === undefined || high === undefined || alphas.length < resamples / 2) return NO_VARIATION;
	return { kind: 'value', low, high, resamples: alphas.length, seed };
}

/** What a row adds to α, so that a resample is a sum over rows and not over values. */
interface RowParts {
	values: number;
	/** 2 m Σ (x − x̄_u)² / (m − 1). */
	within: number;
	/** Σ (x − c) and Σ (x − c)² for one c in the middle of all values, which keeps their difference exact. */
	sum: number;
	squares: number;
}

const EMPTY: RowParts = { values: 0, within: 0, sum: 0, squares: 0 };

function partsOf(rows: readonly number[][]): RowParts[] {
	const centre = mean(rows.flat());
	return rows.map((row) => ({
		values: row.length,
		within: (2 * row.length * squaredDeviations(row)) / (row.length - 1),
		sum: sum(row.map((value) => value - centre)),
		squares: sum(row.map((value) => (value - centre) ** 2)),
	}));
}

/** Null where the rows drawn do not vary. */
function resampledAlpha(rows: readonly RowParts[]): number | null {
	let n = 0;
	let within = 0;
	let total = 0;
	let squares = 0;
	for (const row of rows) {
		n += row.values;
		within += row.within;
		total += row.sum;
		squares += row.squares;
	}
	const variation = squares - total ** 2 / n;
	if (variation <= 1e-12 * squares) return null;
	return 1 - within / n / ((2 * variation) / (n - 1));
}
