/**
 * The state of every subquestion, derived from the document each time and never stored, so that two screens with
 * the same document cannot disagree.
 */
import type { Scores, SubquestionScores } from '../agreement/score-matrix.ts';
import type { Framework } from '../framework/framework.ts';
import type { BlindMode } from '../permissions/roles.ts';
import type { Phase } from '../phases/phases.ts';
import { changesSince, sameScore, type ScoreChange } from './basis.ts';
import { isConsented, stancesOn, type Stances, type SubquestionPositions } from './positions.ts';
import { isAgreed, type AgreedValue, type Consensus } from './value.ts';

export const BOARD_STATES = [
	'blank',
	'scoring',
	'revealed',
	'discussing',
	'proposed',
	'agreed',
	'objected',
	'reopened',
	'final',
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

/** Why a consensus no longer stands as it was agreed. */
export type Reopening =
	| { why: 'withdrawn'; was: AgreedValue }
	| { why: 'scores-changed'; changes: ScoreChange[] }
	| { why: 'value-changed'; was: AgreedValue };

/** `missing`: members who count and have given nothing, not even "not assessable" or "abstains". */
export type SubquestionState =
	| { state: 'blank' | 'scoring' | 'revealed' | 'discussing'; missing: string[] }
	| { state: 'proposed' | 'agreed' | 'objected'; consensus: Consensus; stances: Stances }
	| { state: 'reopened'; because: Reopening; consensus: Consensus; stances: Stances }
	| { state: 'final'; consensus: Consensus | undefined };

export interface SubquestionDocument {
	scores: SubquestionScores;
	/** The first round as revealed. */
	firstScores: SubquestionScores;
	consensus: Consensus | undefined;
	positions: SubquestionPositions;
}

export interface SubquestionContext {
	phase: Phase;
	blind: BlindMode;
	/** Whether the scores are open to the group; always so when blind is off. */
	revealed: boolean;
	/** Active members who score, in a fixed order. Nobody else's score or position counts. */
	members: readonly string[];
	/** The session's current item or marked discussed, or an open thread about the score. */
	underDiscussion?: boolean | undefined;
	/** Members known to have scored where the document does not show it: one's own ballot, handed-in rows. */
	scoredUnseen?: ReadonlySet<string> | undefined;
}

/**
 * The state of one subquestion; the first that holds, from the bottom of this list up:
 *
 * - `blank`: nobody who counts is known to have scored it, and it is not revealed by a blind mode.
 * - `scoring`: somebody has, but it is not open to the group yet, or scoring still runs in the open and others are
 *   missing.
 * - `revealed`: the scores are open. Under a blind mode by the reveal, though some be missing; with blind off once
 *   everyone has scored or the scoring phase is over.
 * - `discussing`: revealed, and the group is at it: in the session, in a thread, or by a changed score since the
 *   first round.
 * - `proposed`: a value stands and not everyone who counts has taken a position on this version.
 * - `agreed`: everyone who counts agrees, can live with it or abstains.
 * - `objected`: somebody who counts objects to this version.
 * - `reopened`: a value that no longer stands as agreed: a score came or changed after it was set (undoing that
 *   ends it, so does setting the value anew); or everyone had consented and it was withdrawn, or changed and not
 *   yet consented to again. A value withdrawn before that falls back to what it was without.
 * - `final`: the evaluation is; whatever lies in the document.
 */
export function subquestionState(
	document: SubquestionDocument,
	context: SubquestionContext,
): SubquestionState {
	const { scores, consensus, positions } = document;
	const { phase, members } = context;
	if (phase === 'final') return { state: 'final', consensus };
	if (!consensus) return beforeConsensus(document, context);
	const stances = stancesOn(consensus, positions, members);
	const was = consensus.lastAgreed;
	if (!isAgreed(consensus)) {
		if (!was) return beforeConsensus(document, context);
		return { state: 'reopened', because: { why: 'withdrawn', was }, consensus, stances };
	}
	const changes = changesSince(consensus.basis, scores, members);
	if (changes.length > 0)
		return { state: 'reopened', because: { why: 'scores-changed', changes }, consensus, stances };
	if (stances.object.length > 0) return { state: 'objected', consensus, stances };
	if (isConsented(stances)) return { state: 'agreed', consensus, stances };
	if (was) return { state: 'reopened', because: { why: 'value-changed', was }, consensus, stances };
	return { state: 'proposed', consensus, stances };
}

function beforeConsensus(
	{ scores, firstScores }: SubquestionDocument,
	{ phase, blind, revealed, members, underDiscussion, scoredUnseen }: SubquestionContext,
): SubquestionState {
	const missing = members.filter((member) => !scores.has(member) && !scoredUnseen?.has(member));
	const someScored = missing.length < members.length;
	const open =
		blind === 'off'
			? someScored && (missing.length === 0 || phase !== 'scoring')
			: revealed && phase !== 'setup';
	if (!open) return { state: someScored ? 'scoring' : 'blank', missing };
	const secondRound = members.some((member) => {
		const first = firstScores.get(member);
		const now = scores.get(member);
		return first !== undefined && (now === undefined || !sameScore(first, now));
	});
	return { state: underDiscussion || secondRound ? 'discussing' : 'revealed', missing };
}

/** Subquestion id → what the document holds, root by root. */
export interface EvaluationDocument {
	scores: Scores;
	firstScores: Scores;
	consensus: ReadonlyMap<string, Consensus>;
	/** Subquestion id → user id → position. */
	positions: ReadonlyMap<string, SubquestionPositions>;
}

export interface BoardContext {
	phase: Phase;
	blind: BlindMode;
	revealed: ReadonlySet<string>;
	members: readonly string[];
	underDiscussion?: ReadonlySet<string>;
	/** Subquestion id → members known to have scored it unseen. */
	scoredUnseen?: ReadonlyMap<string, ReadonlySet<string>>;
}

export type Tile = SubquestionState & { subquestionId: string };

export interface Board {
	areas: { areaId: string; tiles: Tile[]; counts: Record<BoardState, number> }[];
	counts: Record<BoardState, number>;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The part of a document and its circumstances that concerns one subquestion. */
export const stateOf = (
	subquestionId: string,
	document: EvaluationDocument,
	context: BoardContext,
): SubquestionState =>
	subquestionState(
		{
			scores: document.scores.get(subquestionId) ?? NONE,
			firstScores: document.firstScores.get(subquestionId) ?? NONE,
			consensus: document.consensus.get(subquestionId),
			positions: document.positions.get(subquestionId) ?? NONE,
		},
		{
			phase: context.phase,
			blind: context.blind,
			revealed: context.revealed.has(subquestionId),
			members: context.members,
			underDiscussion: context.underDiscussion?.has(subquestionId),
			scoredUnseen: context.scoredUnseen?.get(subquestionId),
		},
	);

/** Every tile in the framework's order. Entries for subquestions that the framework does not have are ignored. */
export function boardOf(framework: Framework, document: EvaluationDocument, context: BoardContext): Board {
	const areas = framework.areas.map((area) => {
		const tiles = area.subquestions.map(({ id }): Tile => ({
			subquestionId: id,
			...stateOf(id, document, context),
		}));
		return { areaId: area.id, tiles, counts: countStates(tiles) };
	});
	return { areas, counts: countStates(areas.flatMap(({ tiles }) => tiles)) };
}

function countStates(tiles: readonly Tile[]): Record<BoardState, number> {
	const counts: Record<BoardState, number> = {
		blank: 0,
		scoring: 0,
		revealed: 0,
		discussing: 0,
		proposed: 0,
		agreed: 0,
		objected: 0,
		reopened: 0,
		final: 0,
	};
	for (const { state } of tiles) counts[state] += 1;
	return counts;
}
