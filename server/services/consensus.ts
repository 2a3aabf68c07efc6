/** Consensus by command: one writer, one order, and no value set against another that was not seen. */
import { propose, type Circumstances, type MotiveReason, type Proposal } from '#domain/consensus/proposal.ts';
import { isAgreed, pointsFault, withMinority, type Consensus as Value } from '#domain/consensus/value.ts';
import { findSubquestion } from '#domain/framework/framework.ts';
import { personKey } from '#document/scores.ts';
import { parseValue, type Position, type Score } from '#document/values.ts';
import { record } from '../db/audit.ts';
import * as ballots from '../db/ballots.ts';
import type { Actor } from './actor.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import { commandOn, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';

export interface ConsensusInput {
	/** Decimals with at most two places; null withdraws. */
	points?: number | null | undefined;
	/** The reason. */
	notAssessable?: string | undefined;
	motive?: string | undefined;
	/** The version this was decided against; null: there was none. */
	basedOn: number | null;
}

export interface Consensus {
	/**
	 * Throws 404, 409 with the current value where it has changed, 422 for points that do not fit, and 422
	 * `motiveRequired` where the value lies outside the scores or follows an objection and no motive is given. A new
	 * version voids every position taken on the one before.
	 */
	set(
		actor: Actor,
		evaluationId: string,
		subquestionId: string,
		input: ConsensusInput,
	): Promise<{ version: number }>;
	/** The actor's own minority note; an empty text removes it. Throws 409 where there is no consensus. */
	dissent(actor: Actor, evaluationId: string, subquestionId: string, text: string): Promise<void>;
}

interface ConsensusParts extends CommandParts {
	/** Milliseconds since 1970. */
	now?: () => number;
}

const scope = () => ({});

export function createConsensus({ now = Date.now, ...parts }: ConsensusParts): Consensus {
	return {
		set: (actor, evaluationId, subquestionId, input) =>
			commandOn(parts, actor, evaluationId, 'consensus.set', scope, async (command) => {
				const value = checkedValue(command, subquestionId, input);
				await refuseHidden(command, subquestionId);
				const circumstances = circumstancesOf(command, subquestionId);
				const proposal = propose(circumstances, {
					value,
					motive: input.motive,
					basedOn: input.basedOn,
					by: actor.id,
					at: new Date(now()).toISOString(),
				});
				if (!proposal.ok) throw refused(proposal, circumstances.current);
				write(command, subquestionId, proposal.next);
				await record(command.tx, {
					actor: actor.id,
					action: 'consensus.set',
					evaluationId,
					subject: subquestionId,
					// Not the value: administrators read this, and what is inside an evaluation is not theirs to see.
					detail: { version: proposal.next.version },
				});
				return { version: proposal.next.version };
			}),

		dissent: (actor, evaluationId, subquestionId, text) =>
			commandOn(parts, actor, evaluationId, 'consensus.dissent', scope, async (command) => {
				if (!findSubquestion(command.framework, subquestionId)) throw notFound();
				await refuseHidden(command, subquestionId);
				const current = currentOf(command, subquestionId);
				const note = text.trim();
				if (!current || (!isAgreed(current) && note !== '')) throw new ServiceError(409, 'noConsensus');
				if ((current.minority?.[actor.id] ?? '') === note) return;
				write(command, subquestionId, withMinority(current, actor.id, note));
				await record(command.tx, {
					actor: actor.id,
					action: note === '' ? 'consensus.assent' : 'consensus.dissent',
					evaluationId,
					subject: subquestionId,
				});
			}),
	};
}

function checkedValue(
	{ framework }: EvaluationCommand,
	subquestionId: string,
	{ points, notAssessable }: ConsensusInput,
): { points: number | null } | { notAssessable: string } {
	const subquestion = findSubquestion(framework, subquestionId);
	if (!subquestion) throw notFound();
	const reason = notAssessable?.trim();
	if ((points === undefined) === (reason === undefined))
		throw invalid([{ path: 'points', code: 'oneOfPointsAndNotAssessable' }]);
	if (reason !== undefined) {
		if (reason === '') throw invalid([{ path: 'notAssessable', code: 'reasonNeeded' }]);
		return { notAssessable: reason };
	}
	if (points === undefined || points === null) return { points: null };
	switch (pointsFault(points, subquestion.max * 100)) {
		case 'negative':
			throw invalid([{ path: 'points', code: 'pointsNegative' }]);
		case 'above-max':
			throw invalid([{ path: 'points', code: 'pointsAboveMax', params: { max: subquestion.max } }]);
		case 'too-many-decimals':
			throw invalid([{ path: 'points', code: 'pointsDecimals' }]);
		case undefined:
			// -0 and 0 are one value, and must print as one.
			return { points: points === 0 ? 0 : points };
	}
}

async function refuseHidden({ place, tx }: EvaluationCommand, subquestionId: string): Promise<void> {
	const { id, blind } = place.evaluation;
	if (blind === 'off' || (await ballots.revealed(tx, id)).has(subquestionId)) return;
	throw new ServiceError(409, 'notRevealed');
}

const currentOf = ({ room }: EvaluationCommand, subquestionId: string): Value | undefined =>
	parseValue('consensus', room.doc.getMap('consensus').get(subquestionId));

/** What the document holds on one subquestion, of everyone whose scores count. */
export function circumstancesOf(command: EvaluationCommand, subquestionId: string): Circumstances {
	const { room, voters } = command;
	const scores = new Map<string, Score>();
	const positions = new Map<string, Position>();
	for (const voter of voters) {
		const key = personKey(subquestionId, voter);
		const score = parseValue('scores', room.doc.getMap('scores').get(key));
		const position = parseValue('positions', room.doc.getMap('positions').get(key));
		if (score) scores.set(voter, score);
		if (position) positions.set(voter, position);
	}
	return { current: currentOf(command, subquestionId), scores, positions, members: voters };
}

const MOTIVES = {
	'outside-range': 'motiveOutsideRange',
	'after-objection': 'motiveAfterObjection',
} as const satisfies Record<MotiveReason, string>;

export function refused(proposal: Proposal & { ok: false }, current: Value | undefined): ServiceError {
	switch (proposal.why) {
		case 'motive-required':
			return new ServiceError(422, 'motiveRequired', {
				errors: proposal.because.map((reason) => ({ path: 'motive', code: MOTIVES[reason] })),
			});
		case 'stale':
		case 'nothing-to-withdraw':
			return new ServiceError(409, proposal.why === 'stale' ? 'consensusChanged' : 'nothingToWithdraw', {
				extra: { current: current ?? null, version: current?.version ?? null },
			});
	}
}

const write = ({ room }: EvaluationCommand, subquestionId: string, value: Value): void =>
	room.write((doc) => doc.getMap('consensus').set(subquestionId, value));
