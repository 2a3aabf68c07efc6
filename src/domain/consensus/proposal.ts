/**
 * Setting, changing and withdrawing a consensus: what it must say for itself, and what the new entry remembers. The
 * values a screen offers are only offered; none sets itself.
 */
import { hundredthsOf, type SubquestionScores } from '../agreement/score-matrix.ts';
import { divideHalfUp, toHundredths, type Hundredths } from '../points/points.ts';
import { basisOf } from './basis.ts';
import { isConsented, stancesOn, type SubquestionPositions } from './positions.ts';
import { changeConsensus, isAgreed, type Change, type Consensus, type NewValue } from './value.ts';

/** What the document holds on one subquestion, and whose scores and positions count. */
export interface Circumstances {
	current: Consensus | undefined;
	scores: SubquestionScores;
	positions: SubquestionPositions;
	/** Active members who score. */
	members: readonly string[];
}

export type MotiveReason = 'outside-range' | 'after-objection';

/** A range lies between two scores at least. */
const MIN_FOR_RANGE = 2;

const numbersOf = (scores: SubquestionScores, members: readonly string[]): Hundredths[] =>
	members.map((member) => hundredthsOf(scores.get(member))).filter((value) => value !== undefined);

/**
 * Why a value needs a motive; empty: it needs none. Outside the range of the scores (one score alone spans
 * none), or while a member who counts objects to the standing version or has left an objection to an earlier one
 * unrevised. "Not assessable" carries its reason already; a withdrawal needs none.
 */
export function motiveReasons(
	value: NewValue,
	{ current, scores, positions, members }: Circumstances,
): MotiveReason[] {
	if ('notAssessable' in value || value.points === null) return [];
	const numbers = numbersOf(scores, members);
	const points = toHundredths(value.points);
	const outside =
		numbers.length >= MIN_FOR_RANGE &&
		points !== undefined &&
		(points < Math.min(...numbers) || points > Math.max(...numbers));
	const objected =
		current !== undefined && members.some((member) => positions.get(member)?.stance === 'object');
	return [
		...(outside ? (['outside-range'] as const) : []),
		...(objected ? (['after-objection'] as const) : []),
	];
}

/** A change as somebody asks for it; what it rests on follows from the circumstances. */
export type Asked = Omit<Change, 'basis' | 'consented'>;

export type Proposal =
	| { ok: true; next: Consensus }
	| { ok: false; why: 'stale' | 'nothing-to-withdraw' }
	| { ok: false; why: 'motive-required'; because: MotiveReason[] };

/**
 * The entry after a change, with the scores it rests on and the last value that everybody had consented to. Setting
 * the same value anew is a change: it takes up scores that came later and asks everyone again.
 */
export function propose(circumstances: Circumstances, change: Asked): Proposal {
	const { current, scores, positions, members } = circumstances;
	const motive = change.motive?.trim() || undefined;
	const changed = changeConsensus(current, {
		...change,
		motive,
		basis: basisOf(scores, members),
		consented: isAgreed(current) && isConsented(stancesOn(current, positions, members)),
	});
	if (!changed.ok) return changed;
	const because = motiveReasons(change.value, circumstances);
	return because.length > 0 && !motive ? { ok: false, why: 'motive-required', because } : changed;
}

/** Values to offer beside the field: median and mean of the numbers, to the nearest hundredth, halves up. */
export function offeredValues(
	scores: SubquestionScores,
	members: readonly string[],
): { median: Hundredths; mean: Hundredths } | undefined {
	const sorted = numbersOf(scores, members).sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.ceil(sorted.length / 2) - 1];
	if (upper === undefined || lower === undefined) return undefined;
	return {
		median: divideHalfUp(lower + upper, 2),
		mean: divideHalfUp(
			sorted.reduce((total, value) => total + value, 0),
			sorted.length,
		),
	};
}
