/**
 * What may lie behind printed figures. A printed row is a rounded score and a rounded percent of the same score, so
 * the two bound it together; rows that no score could print are found by this, and sums know how far they may be off.
 */
import { divideHalfUp, type Hundredths } from '../points/points.ts';

/**
 * Every score that prints as given, in half hundredths of a point: `low` included, `high` excluded unless `closed`.
 * Half hundredths, because both bounds of `max · (percent ± ½) / 100` are whole in them.
 */
export interface Hidden {
	low: number;
	high: number;
	closed: boolean;
}

const UNITS = 200;

export const exactly = (score: Hundredths): Hidden => ({ low: 2 * score, high: 2 * score, closed: true });

/** `achieved`, `max`: whole points; `percent`: whole percent, null where it is not known. Null: no score prints so. */
export function hiddenScore(achieved: number, max: number, percent: number | null): Hidden | null {
	const top = UNITS * max;
	const low = Math.max(0, (2 * achieved - 1) * 100, percent === null ? 0 : max * (2 * percent - 1));
	const high = Math.min((2 * achieved + 1) * 100, percent === null ? Infinity : max * (2 * percent + 1));
	// A score may be the maximum itself, so there the end belongs to it.
	const bounded = high > top ? { low, high: top, closed: true } : { low, high, closed: false };
	return isEmpty(bounded) ? null : bounded;
}

const isEmpty = ({ low, high, closed }: Hidden): boolean => (closed ? low > high : low >= high);

export const sumOfHidden = (parts: readonly Hidden[]): Hidden =>
	parts.reduce(
		(sum, part) => ({
			low: sum.low + part.low,
			high: sum.high + part.high,
			closed: sum.closed && part.closed,
		}),
		exactly(0),
	);

/** Whether both may be the same score. */
export function meet(a: Hidden, b: Hidden): boolean {
	const high = Math.min(a.high, b.high);
	const closed = (a.high > high || a.closed) && (b.high > high || b.closed);
	return !isEmpty({ low: Math.max(a.low, b.low), high, closed });
}

/** The least, the likeliest (the middle) and the most whole points that a hidden score may print as. */
export function printsAs({ low, high, closed }: Hidden): { low: number; middle: number; high: number } {
	return {
		low: divideHalfUp(low, UNITS),
		middle: divideHalfUp(low + high, 2 * UNITS),
		high: divideHalfUp(closed ? high : Math.max(low, high - 1), UNITS),
	};
}
