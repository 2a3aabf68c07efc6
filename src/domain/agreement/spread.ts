/**
 * How far apart the scores of one subquestion lie. Differences come from whole hundredths, so that a spread of
 * exactly the tolerance is seen as such and equal spreads tie.
 */
import { mean, median, squaredDeviations, sum } from './averages.ts';
import { tooLittle, type TooLittleData } from './estimate.ts';
import type { Hundredths } from '../points/points.ts';
import { hundredthsOf, type SubquestionScores } from './score-matrix.ts';

/** Share of max from which on a spread counts as disagreement, unless an evaluation says otherwise. */
export const DEFAULT_TOLERANCE = 0.2;

/** In the unit of the values. */
export interface SpreadFigures {
	lowest: number;
	highest: number;
	mean: number;
	median: number;
	/** Highest − lowest. */
	range: number;
	/** (1/m) Σ |x − x̄|. */
	mad: number;
	/** (1/m) Σ |x − median|. */
	madAroundMedian: number;
	/** √(Σ (x − x̄)² / (m − 1)). */
	sd: number;
	/** Mean of |x − y| over all pairs: 2 / (m (m − 1)) Σ |x − y|. */
	meanPairwiseDifference: number;
}

/** Spread of two or more numbers; throws a RangeError for fewer. */
export function spreadFigures(values: readonly number[]): SpreadFigures {
	const m = values.length;
	if (m < 2) throw new RangeError('A spread needs two values.');
	const centre = mean(values);
	const middle = median(values);
	const lowest = Math.min(...values);
	const highest = Math.max(...values);
	const pairs = values.flatMap((value, i) => values.slice(i + 1).map((other) => Math.abs(value - other)));
	return {
		lowest,
		highest,
		mean: centre,
		median: middle,
		range: highest - lowest,
		mad: sum(values.map((value) => Math.abs(value - centre))) / m,
		madAroundMedian: sum(values.map((value) => Math.abs(value - middle))) / m,
		sd: Math.sqrt(squaredDeviations(values) / (m - 1)),
		meanPairwiseDifference: mean(pairs),
	};
}

export interface Spread {
	kind: 'value';
	/** How many numbers went in. */
	count: number;
	points: SpreadFigures;
	/** The same in percent of max, 0–100. */
	percent: SpreadFigures;
	/** range / max, 0–1. */
	share: number;
	/** Whole numbers that `compareSpread` orders by without rounding. */
	exact: { range: number; absoluteDeviations: number; max: number };
}

const scaled = (figures: SpreadFigures, factor: number): SpreadFigures => ({
	lowest: figures.lowest / factor,
	highest: figures.highest / factor,
	mean: figures.mean / factor,
	median: figures.median / factor,
	range: figures.range / factor,
	mad: figures.mad / factor,
	madAroundMedian: figures.madAroundMedian / factor,
	sd: figures.sd / factor,
	meanPairwiseDifference: figures.meanPairwiseDifference / factor,
});

/** Spread of a subquestion's scores on a scale of `max` whole points. Fewer than two: not comparable yet. */
export function spreadOf(hundredths: readonly Hundredths[], max: number): Spread | TooLittleData {
	const count = hundredths.length;
	if (count < 2) return tooLittle('values', count, 2);
	const figures = spreadFigures(hundredths);
	const total = sum(hundredths);
	return {
		kind: 'value',
		count,
		points: scaled(figures, 100),
		// h hundredths of max points are h / max percent.
		percent: scaled(figures, max),
		share: figures.range / (max * 100),
		exact: {
			range: figures.range,
			absoluteDeviations: sum(hundredths.map((value) => Math.abs(count * value - total))),
			max,
		},
	};
}

/** Spread among the members named in `raters`; "not assessable" and "abstains" are no numbers. */
export const spreadAmong = (
	scores: SubquestionScores | undefined,
	raters: readonly string[],
	max: number,
): Spread | TooLittleData =>
	spreadOf(
		raters.map((rater) => hundredthsOf(scores?.get(rater))).filter((value) => value !== undefined),
		max,
	);

/**
 * Order of disagreement, widest first: range/max, then mean absolute deviation in percent of max, then the number
 * of values. 0 means a tie.
 */
export function compareSpread(a: Spread, b: Spread): number {
	const byRange = b.exact.range * a.exact.max - a.exact.range * b.exact.max;
	if (byRange !== 0) return byRange;
	// MAD/max = Σ|m·x − Σx| / (m²·max), compared as whole numbers.
	const byDeviation =
		b.exact.absoluteDeviations * a.count ** 2 * a.exact.max -
		a.exact.absoluteDeviations * b.count ** 2 * b.exact.max;
	return byDeviation === 0 ? b.count - a.count : byDeviation;
}

/** Whether the scores differ by at least `tolerance` (share of max, 0–1). Unanimous scores never do. */
export const isWide = (spread: Spread, tolerance: number = DEFAULT_TOLERANCE): boolean =>
	// The tolerance is a decimal fraction that doubles do not hold exactly; a spread is a whole number.
	spread.exact.range > 0 && spread.exact.range - tolerance * spread.exact.max * 100 >= -1e-6;
