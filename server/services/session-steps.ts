/** The steps that the commands of a calibration session are made of; each inside a running command. */
import { disagreementQueue } from '#domain/consensus/queue.ts';
import { findSubquestion } from '#domain/framework/framework.ts';
import { agendaFrom } from '#domain/session/agenda.ts';
import { grant, type SessionPart, type SessionState } from '#domain/session/session.ts';
import { entriesOf, evaluationIn } from '#document/evaluation-document.ts';
import { readScores } from '#document/scores.ts';
import type { Session } from '#document/session.ts';
import { record } from '../db/audit.ts';
import * as ballots from '../db/ballots.ts';
import { knownSubquestions } from './ballots.ts';
import { invalid, notFound, ServiceError } from './errors.ts';
import type { EvaluationCommand } from './evaluation-command.ts';
import { mayHoldPart, permitInSession, put } from './session-command.ts';

/** One of the two. `queue`: by disagreement, without what is discussed; `flagged`: from the tolerance on. */
export interface AgendaChoice {
	subquestions?: readonly string[] | undefined;
	queue?: 'flagged' | 'all' | undefined;
}

export function keep({ room }: EvaluationCommand, state: SessionState): SessionState {
	put(room, { kind: 'session' }, state);
	return state;
}

export const audit = (
	{ tx, actor, place }: EvaluationCommand,
	action: `calibration.${string}`,
	{ subject, detail }: { subject?: string; detail?: Record<string, string | number | null> } = {},
): Promise<unknown> =>
	record(tx, {
		actor: actor.id,
		action,
		evaluationId: place.evaluation.id,
		subject: subject ?? place.evaluation.id,
		...(detail && { detail }),
	});

export async function granted(
	command: EvaluationCommand,
	session: Session,
	state: SessionState,
	part: SessionPart,
	userId: string | null,
): Promise<SessionState> {
	permitInSession(command, session, 'session.grant');
	if (userId !== null && !(await mayHoldPart(command, userId)))
		throw invalid([{ path: 'userId', code: 'cannotHoldPart' }]);
	if (state[part] === userId) return state;
	await audit(command, `calibration.${part}`, { detail: { userId } });
	return grant(state, part, userId);
}

export function agendaOf(
	{ framework, room, voters, place }: EvaluationCommand,
	{ discussed }: Session,
	{ subquestions, queue }: AgendaChoice,
): string[] {
	if ((subquestions === undefined) === (queue === undefined))
		throw invalid([{ path: 'subquestions', code: 'oneOfSubquestionsAndQueue' }]);
	if (subquestions !== undefined) return knownSubquestions(framework, subquestions);
	const { scores } = evaluationIn(room.doc);
	const ranked = disagreementQueue(framework, scores, voters, place.evaluation.tolerance);
	return agendaFrom(ranked, queue ?? 'flagged', new Set(discussed.keys()));
}

export function requireKnown({ framework }: EvaluationCommand, subquestionId: string): void {
	if (!findSubquestion(framework, subquestionId)) throw notFound();
}

export async function refuseUnrevealed(
	{ place, tx }: EvaluationCommand,
	subquestionId: string,
): Promise<void> {
	const { id, blind } = place.evaluation;
	if (blind !== 'off' && !(await ballots.revealed(tx, id)).has(subquestionId))
		throw new ServiceError(409, 'roundUnrevealed');
}

/** What the reveal has not kept (nothing was blind, or somebody scored later) is the first score of its person. */
export function keepFirstRound({ room }: EvaluationCommand, subquestionId: string): void {
	const rows = readScores(entriesOf(room.doc, 'scores')).filter((row) => row.subquestionId === subquestionId);
	if (rows.length === 0) throw new ServiceError(409, 'nothingScored');
	const first = new Set(
		readScores(entriesOf(room.doc, 'firstScores')).map((row) => `${row.subquestionId}/${row.userId}`),
	);
	for (const { userId, score } of rows)
		if (!first.has(`${subquestionId}/${userId}`))
			put(room, { kind: 'firstScore', subquestionId, userId }, score);
}
