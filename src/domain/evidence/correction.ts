/**
 * Something pointed out to the municipality, put right, and looked at again: one step at a time, each with its day,
 * and back again where it was a mistake.
 */
export const CORRECTION_STATES = ['pointedOut', 'corrected', 'rechecked'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

export interface Correction {
	state: CorrectionState;
	/** YYYY-MM-DD. */
	pointedOut?: string | undefined;
	corrected?: string | undefined;
	rechecked?: string | undefined;
	/** User id. */
	recheckedBy?: string | undefined;
	/** Whether it counts for the score, or for the text alone. */
	counts?: 'score' | 'text' | undefined;
}

export const nextState = (state: CorrectionState | undefined): CorrectionState | undefined =>
	CORRECTION_STATES[state === undefined ? 0 : CORRECTION_STATES.indexOf(state) + 1];

/** The next step, dated. Unchanged where there is none. */
export function advance(
	correction: Correction | undefined,
	{ today, by }: { today: string; by: string },
): Correction | undefined {
	const state = nextState(correction?.state);
	if (state === undefined) return correction;
	return { ...correction, state, [state]: today, ...(state === 'rechecked' && { recheckedBy: by }) };
}

/** One step back, its day forgotten. Undefined: nothing has been pointed out. */
export function retreat(correction: Correction): Correction | undefined {
	const before = CORRECTION_STATES[CORRECTION_STATES.indexOf(correction.state) - 1];
	if (before === undefined) return undefined;
	const { [correction.state]: _, ...rest } = correction;
	if (correction.state !== 'rechecked') return { ...rest, state: before };
	const { recheckedBy: __, ...unchecked } = rest;
	return { ...unchecked, state: before };
}
