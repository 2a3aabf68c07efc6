/**
 * Intraclass correlations on complete rows, with 95 % intervals. Source: Shrout & Fleiss (1979), Intraclass
 * Correlations: Uses in Assessing Rater Reliability, Psychological Bulletin 86(2), 420–428; the intervals of
 * ICC(2,·) as in McGraw & Wong (1996), Psychological Methods 1(1), 30–46.
 */
import { mean, squaredDeviations, sum } from './averages.ts';
import { NO_VARIATION, tooLittle, type Estimate } from './estimate.ts';
import { fQuantile } from './f-distribution.ts';
import { completeRows, type Cells } from './score-matrix.ts';

/** Two-way analysis of variance without replication, n rows × k raters. In squared units of the values. */
export interface MeanSquares {
	/** Between rows (BMS), n − 1 degrees of freedom. */
	between: number;
	/** Within rows (WMS), n (k − 1). */
	within: number;
	/** Between raters (JMS), k − 1. */
	raters: number;
	/** Residual (EMS), (n − 1)(k − 1). */
	residual: number;
}

/** A bound is null where none can be given. */
export interface Coefficient {
	icc: number;
	low: number | null;
	high: number | null;
}

export interface Intraclass {
	/** Rows without a gap, which went in, of all rows. */
	rows: number;
	ofRows: number;
	/** Raters with any number at all; the k of ICC(·,k). */
	raters: number;
	meanSquares: MeanSquares;
	/** ICC(1,1) and ICC(1,k): every row has raters of its own. */
	oneWay: Forms;
	/** ICC(2,1) and ICC(2,k): absolute agreement; leniency counts against it. */
	agreement: Forms;
	/** ICC(3,1) and ICC(3,k): consistency; leniency is set aside. */
	consistency: Forms;
}

export interface Forms {
	/** How well one rater's score stands for the group's. */
	single: Estimate<Coefficient>;
	/** The same for the mean of all raters. */
	average: Estimate<Coefficient>;
}

/** Two complete rows by two raters at least; rows whose means do not differ have no variation to explain. */
export function intraclass(cells: Cells): Estimate<Intraclass> {
	const { rows, columns } = completeRows(cells);
	const k = columns.length;
	const n = rows.length;
	if (k < 2) return tooLittle('raters', k, 2);
	if (n < 2) return tooLittle('rows', n, 2);
	const meanSquares = meanSquaresOf(rows, n, k);
	if (meanSquares.between === 0) return NO_VARIATION;
	return {
		kind: 'value',
		rows: n,
		ofRows: cells.length,
		raters: k,
		meanSquares,
		oneWay: ratioForms(meanSquares.between, meanSquares.within, n - 1, n * (k - 1), k),
		agreement: agreementForms(meanSquares, n, k),
		consistency: ratioForms(meanSquares.between, meanSquares.residual, n - 1, (n - 1) * (k - 1), k),
	};
}

function meanSquaresOf(rows: readonly number[][], n: number, k: number): MeanSquares {
	const all = rows.flat();
	const centre = mean(all);
	const rowMeans = rows.map(mean);
	const raterMeans = Array.from({ length: k }, (_, j) => mean(rows.map((row) => row[j] ?? 0)));
	// Each from its own deviations: as the difference of two sums, a residual of nothing would come out as noise.
	const residual = rows.flatMap((row, u) =>
		row.map((value, j) => value - (rowMeans[u] ?? 0) - (raterMeans[j] ?? 0) + centre),
	);
	const noise = 1e-24 * sum(all.map((value) => value ** 2));
	const clean = (squares: number): number => (squares <= noise ? 0 : squares);
	return {
		between: clean(k * squaredDeviations(rowMeans)) / (n - 1),
		within: clean(sum(rows.map(squaredDeviations))) / (n * (k - 1)),
		raters: clean(n * squaredDeviations(raterMeans)) / (k - 1),
		residual: clean(sum(residual.map((value) => value ** 2))) / ((n - 1) * (k - 1)),
	};
}

const PERFECT: Coefficient = { icc: 1, low: 1, high: 1 };

/**
 * ICC(1,·) with the error WMS, ICC(3,·) with EMS: (BMS − error) / (BMS + (k − 1) error), for the mean
 * (BMS − error) / BMS. With F = BMS/error, F_L = F / F.975(df1, df2) and F_U = F · F.975(df2, df1) the bounds are
 * (F − 1) / (F + k − 1) and 1 − 1/F at F_L and F_U.
 */
function ratioForms(between: number, error: number, df1: number, df2: number, k: number): Forms {
	if (error === 0) return { single: { kind: 'value', ...PERFECT }, average: { kind: 'value', ...PERFECT } };
	const ratio = between / error;
	const narrow = fQuantile(0.975, df1, df2);
	const wide = fQuantile(0.975, df2, df1);
	const low = narrow === null ? null : ratio / narrow;
	const high = wide === null ? null : ratio * wide;
	const single = (f: number): number => (f - 1) / (f + k - 1);
	const average = (f: number): number => 1 - 1 / f;
	const at = (form: (f: number) => number): Coefficient => ({
		icc: form(ratio),
		low: low === null ? null : form(low),
		high: high === null ? null : form(high),
	});
	return { single: { kind: 'value', ...at(single) }, average: { kind: 'value', ...at(average) } };
}

/**
 * ICC(2,1) = (BMS − EMS) / (BMS + (k − 1) EMS + k (JMS − EMS)/n), ICC(2,k) = (BMS − EMS) / (BMS + (JMS − EMS)/n).
 * Bounds of ICC(2,1) with Satterthwaite's degrees of freedom; those of ICC(2,k) by Spearman–Brown from them.
 */
function agreementForms(squares: MeanSquares, n: number, k: number): Forms {
	const { between, raters, residual } = squares;
	const icc = (between - residual) / (between + (k - 1) * residual + (k * (raters - residual)) / n);
	const bounds = agreementBounds(squares, icc, n, k);
	const stepUp = (rho: number | null): number | null =>
		// Below −1/(k − 1) the formula leaves its range: the mean has no bound there.
		rho === null || 1 + (k - 1) * rho <= 0 ? null : (k * rho) / (1 + (k - 1) * rho);
	const ofMeans = between + (raters - residual) / n;
	return {
		single: { kind: 'value', icc, ...bounds },
		average:
			ofMeans > 0
				? {
						kind: 'value',
						icc: (between - residual) / ofMeans,
						low: stepUp(bounds.low),
						high: stepUp(bounds.high),
					}
				: NO_VARIATION,
	};
}

function agreementBounds(
	{ between, raters, residual }: MeanSquares,
	rho: number,
	n: number,
	k: number,
): { low: number | null; high: number | null } {
	if (residual === 0 && raters === 0) return { low: 1, high: 1 };
	const df = satterthwaite(raters, residual, rho, n, k);
	const narrow = fQuantile(0.975, n - 1, df);
	const wide = fQuantile(0.975, df, n - 1);
	const other = k * raters + (k * n - k - n) * residual;
	const low = narrow === null ? null : (n * (between - narrow * residual)) / (narrow * other + n * between);
	const high = wide === null ? null : (n * (wide * between - residual)) / (other + n * wide * between);
	// On a handful of rows the approximation can miss the estimate itself: then it is no interval.
	const misses = (low !== null && low > rho) || (high !== null && high < rho);
	return misses ? { low: null, high: null } : { low, high };
}

/** v = (k−1)(n−1)(a + b)² / ((n−1) a² + b²), a = kρJMS/EMS, b = n(1 + (k−1)ρ) − kρ; NaN has no quantile. */
function satterthwaite(raters: number, residual: number, rho: number, n: number, k: number): number {
	// Without a residual a outgrows b, and what is left is k − 1.
	if (residual === 0) return k - 1;
	const a = (k * rho * raters) / residual;
	const b = n * (1 + (k - 1) * rho) - k * rho;
	return ((k - 1) * (n - 1) * (a + b) ** 2) / ((n - 1) * a ** 2 + b ** 2);
}
