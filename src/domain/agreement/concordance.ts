/**
 * Kendall's W: whether raters put the rows in the same order, whatever their level. Source: Kendall & Gibbons
 * (1990), Rank Correlation Methods, ch. 6, with the correction for ties.
 */
import { squaredDeviations, sum } from './averages.ts';
import { NO_VARIATION, tooLittle, type Estimate } from './estimate.ts';
import { completeRows, type Cells } from './score-matrix.ts';

export interface Concordance {
	/** Corrected for ties, 0–1. */
	w: number;
	/** Without that correction; never higher. */
	uncorrected: number;
	/** Complete rows, which went in. */
	rows: number;
	raters: number;
}

/** W = 12 S / (k² (n³ − n) − k Σ T), T = Σ (t³ − t) over each rater's ties, S of the rank sums of n complete rows. */
export function concordance(cells: Cells): Estimate<Concordance> {
	const { rows, columns } = completeRows(cells);
	const n = rows.length;
	const k = columns.length;
	if (k < 2) return tooLittle('raters', k, 2);
	if (n < 2) return tooLittle('rows', n, 2);
	const rankings = columns.map((_, j) => ranks(rows.map((row) => row[j] ?? 0)));
	const spread = squaredDeviations(rows.map((_, u) => sum(rankings.map((ranking) => ranking.ranks[u] ?? 0))));
	const whole = k ** 2 * (n ** 3 - n);
	const untied = whole - k * sum(rankings.map((ranking) => ranking.ties));
	if (untied <= 0) return NO_VARIATION;
	return { kind: 'value', w: (12 * spread) / untied, uncorrected: (12 * spread) / whole, rows: n, raters: k };
}

/** Ranks from 1, ties at their mean rank, with Σ (t³ − t) over groups of t equal values. */
function ranks(values: readonly number[]): { ranks: number[]; ties: number } {
	const below = values.map((value) => values.filter((other) => other < value).length);
	const equal = values.map((value) => values.filter((other) => other === value).length);
	return {
		ranks: values.map((_, i) => (below[i] ?? 0) + ((equal[i] ?? 1) + 1) / 2),
		// Each of the t members of a group brings t² − 1.
		ties: sum(equal.map((t) => t ** 2 - 1)),
	};
}
