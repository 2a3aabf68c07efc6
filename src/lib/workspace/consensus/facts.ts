/**
 * What the shared document holds on one subquestion, as the rules of consensus take it. Reads only the keys of
 * that subquestion, so that a change elsewhere draws nothing anew.
 */
import type { SubquestionScores } from '#domain/agreement/score-matrix.ts';
import { subquestionState, type SubquestionState } from '#domain/consensus/board.ts';
import type { Position } from '#domain/consensus/positions.ts';
import type { Circumstances } from '#domain/consensus/proposal.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import type { AgreedFigures } from '#domain/points/totals.ts';
import { personKey } from '#document/scores.ts';
import type { Score } from '#document/values.ts';
import type { LiveMap } from '#lib/sync/live-map.svelte.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { consensusFigure, figuresOf } from '../row-numbers.ts';

type Live = Pick<
	SyncedEvaluation,
	| 'consensus'
	| 'evaluation'
	| 'firstScores'
	| 'framework'
	| 'phase'
	| 'positions'
	| 'revealed'
	| 'scoreHome'
	| 'scorers'
	| 'scores'
>;

/** Users whose scores and positions count. */
export const votersOf = ({ scorers }: Pick<Live, 'scorers'>): string[] => scorers.map(({ userId }) => userId);

function byPerson<V>(map: LiveMap<V>, subquestionId: string, people: readonly string[]): Map<string, V> {
	const found = new Map<string, V>();
	for (const userId of people) {
		const value = map.get(personKey(subquestionId, userId));
		if (value !== undefined) found.set(userId, value);
	}
	return found;
}

/** The scores that are open to the group; none while they are hidden. */
export const openScores = (live: Live, subquestionId: string): SubquestionScores =>
	live.scoreHome(subquestionId) === 'shared'
		? byPerson<Score>(live.scores, subquestionId, votersOf(live))
		: new Map();

/** The first round as it was kept. */
export const firstScores = (live: Live, subquestionId: string): SubquestionScores =>
	byPerson<Score>(live.firstScores, subquestionId, votersOf(live));

export function circumstancesOf(live: Live, subquestionId: string): Circumstances {
	const members = votersOf(live);
	return {
		current: live.consensus.get(subquestionId),
		scores: openScores(live, subquestionId),
		positions: byPerson<Position>(live.positions, subquestionId, members),
		members,
	};
}

export function stateIn(live: Live, subquestionId: string): SubquestionState {
	const { scores, positions, current, members } = circumstancesOf(live, subquestionId);
	return subquestionState(
		{ scores, positions, consensus: current, firstScores: firstScores(live, subquestionId) },
		{
			phase: live.phase,
			blind: live.evaluation.blind,
			revealed: live.revealed.has(subquestionId),
			members,
		},
	);
}

/** What counts towards the printed sums now. */
export const agreedNow = (live: Pick<Live, 'consensus' | 'framework'>): AgreedFigures =>
	figuresOf(
		allSubquestions(live.framework).map(({ id }) => id),
		(id) => consensusFigure(live.consensus.get(id)),
	);
