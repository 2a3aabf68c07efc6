/**
 * What a consensus rests on: the scores of the members who counted when it was set, kept inside the value by the
 * server. So anybody holding the document can see that a score came or changed afterwards, whose, and from what.
 */
import type { Score, SubquestionScores } from '../agreement/score-matrix.ts';

/** Points as decimals, or one of the two ways of giving none. */
export type BasisEntry = number | 'not-assessable' | 'abstains';

/** User id → what that member had given; members without a score are absent. */
export type Basis = Readonly<Record<string, BasisEntry>>;

const entryOf = (score: Score): BasisEntry => {
	if ('points' in score) return score.points;
	return 'abstain' in score ? 'abstains' : 'not-assessable';
};

/** The basis of a consensus set now. `members`: those whose scores count. */
export const basisOf = (scores: SubquestionScores, members: readonly string[]): Basis =>
	Object.fromEntries(
		members.flatMap((member) => {
			const score = scores.get(member);
			return score ? [[member, entryOf(score)] as const] : [];
		}),
	);

/** Null: nothing given. */
export interface ScoreChange {
	userId: string;
	from: BasisEntry | null;
	to: BasisEntry | null;
}

/**
 * Scores that differ from the basis, in the order of `members`. A note or a confidence is no change; whoever does
 * not count (any more) changes nothing. Without a basis nothing can be told, so nothing has changed.
 */
export function changesSince(
	basis: Basis | undefined,
	scores: SubquestionScores,
	members: readonly string[],
): ScoreChange[] {
	if (!basis) return [];
	return members.flatMap((userId) => {
		const score = scores.get(userId);
		const from = Object.hasOwn(basis, userId) ? (basis[userId] ?? null) : null;
		const to = score ? entryOf(score) : null;
		return from === to ? [] : [{ userId, from, to }];
	});
}

/** Whether two scores say the same, notes and confidence aside. */
export const sameScore = (a: Score, b: Score): boolean => entryOf(a) === entryOf(b);
