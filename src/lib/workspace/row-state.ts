/** The mark of one subquestion before there is a consensus, from what this reader may see and nothing else. */
import { isWide, spreadOf } from '#domain/agreement/spread.ts';
import type { Hundredths } from '#domain/points/points.ts';

/** Shapes of StateMark: blank, something given, open and close together, open and apart. */
export type RowState = 'empty' | 'scored' | 'near' | 'disputed';

export interface RowFacts {
	/** Points open to the group; own scores that nobody else sees are not among them. */
	openPoints: readonly Hundredths[];
	/** Whether this reader sees any score at all: an own one, or one that is open. */
	anyScore: boolean;
	/** Whole points. */
	max: number;
	/** Share of max from which on a spread counts as disagreement, 0–1. */
	tolerance: number;
}

export function rowState({ openPoints, anyScore, max, tolerance }: RowFacts): RowState {
	const spread = spreadOf(openPoints, max);
	if (spread.kind === 'value') return isWide(spread, tolerance) ? 'disputed' : 'near';
	return anyScore ? 'scored' : 'empty';
}
