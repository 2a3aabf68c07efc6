/**
 * Calibration sessions: one conversation at a time, followed by everyone in the evaluation. All of it lies in the
 * shared document, so it is live to every screen and survives whatever the server goes through.
 */
import { findSubquestion } from '#domain/framework/framework.ts';
import {
	focused,
	grant,
	opened,
	roundStep,
	TIMER_SECONDS,
	timed,
	withAgenda,
	type SessionPart,
	type SessionState,
} from '#domain/session/session.ts';
import { entriesOf } from '#document/evaluation-document.ts';
import {
	readSession,
	roundOf,
	type Discussed,
	type Round,
	type Session,
	type Spoken,
} from '#document/session.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { invalid, ServiceError } from './errors.ts';
import { evaluationRoom, type CommandParts, type EvaluationCommand } from './evaluation-command.ts';
import { closeSession, inSession, mayHoldPart, put, requireOpen, sessionOf } from './session-command.ts';
import {
	agendaOf,
	audit,
	granted,
	keep,
	keepFirstRound,
	refuseUnrevealed,
	requireKnown,
	type AgendaChoice,
} from './session-steps.ts';

export interface SessionReport extends SessionState {
	/** By subquestion id; `spoken` then by user id. */
	discussed: Record<string, Discussed>;
	spoken: Record<string, Record<string, Spoken>>;
	rounds: Record<string, Round>;
	/** ISO 8601: what the timer is measured by. */
	serverTime: string;
}

/**
 * All of them throw 404, 403 and, outside scoring and calibration, 409 `wrongPhase`. Leads may everything; whoever
 * they name facilitator may all but naming; the scribe marks. What needs an open session throws 409 `sessionClosed`.
 */
export interface CalibrationSessions {
	/** Everyone who may open the shared document, in every phase. */
	get(actor: Actor, evaluationId: string): Promise<SessionReport>;
	/**
	 * Whoever opens it facilitates, unless somebody who still can is named. Without an agenda: the flagged part of
	 * the queue. Throws 409 `sessionOpen`.
	 */
	open(
		actor: Actor,
		evaluationId: string,
		input: {
			facilitator?: string | undefined;
			scribe?: string | undefined;
			agenda?: AgendaChoice | undefined;
		},
	): Promise<SessionState>;
	close(actor: Actor, evaluationId: string): Promise<SessionState>;
	/** A lead; before the session or in it, also to take over from somebody who dropped out. Null: nobody. */
	grant(actor: Actor, evaluationId: string, part: SessionPart, userId: string | null): Promise<SessionState>;
	setAgenda(actor: Actor, evaluationId: string, choice: AgendaChoice): Promise<SessionState>;
	/** Null: nothing in particular. Ends the timer of what was looked at before. */
	focus(actor: Actor, evaluationId: string, subquestionId: string | null): Promise<SessionState>;
	/** Whole seconds within `TIMER_SECONDS`; null stops it. */
	setTimer(actor: Actor, evaluationId: string, seconds: number | null): Promise<SessionState>;
	markDiscussed(actor: Actor, evaluationId: string, subquestionId: string, done: boolean): Promise<void>;
	/** Throws 422 for somebody who does not score. */
	markSpoken(
		actor: Actor,
		evaluationId: string,
		subquestionId: string,
		userId: string,
		done: boolean,
	): Promise<void>;
	/**
	 * Asks everyone to score a subquestion anew, as round `n`, one more than the one that runs; asking for that one
	 * changes nothing. What was the first score of each stays for ever. Throws 409 `roundChanged`, `roundUnrevealed`
	 * and `nothingScored`.
	 */
	openRound(actor: Actor, evaluationId: string, subquestionId: string, n: number): Promise<{ n: number }>;
}

interface SessionParts extends CommandParts {
	/** Milliseconds since 1970. */
	now?: () => number;
}

export function createSessions({ now = Date.now, ...parts }: SessionParts): CalibrationSessions {
	const { db } = parts.connection;
	const instant = (ms = now()): string => new Date(ms).toISOString();

	/** Runs what turns one state into the next. */
	const run = (
		actor: Actor,
		evaluationId: string,
		next: (command: EvaluationCommand, session: Session) => SessionState | Promise<SessionState>,
	): Promise<SessionState> =>
		inSession(parts, actor, evaluationId, 'session.run', async (command, session) => {
			requireOpen(session);
			return keep(command, await next(command, session));
		});

	return {
		async get(actor, evaluationId) {
			await access(db, actor, evaluationId, 'board.read');
			const session = await parts.sync.read(evaluationRoom(evaluationId), (doc) =>
				readSession(entriesOf(doc, 'session')),
			);
			return {
				...session.state,
				discussed: Object.fromEntries(session.discussed),
				spoken: Object.fromEntries(
					[...session.spoken].map(([id, people]) => [id, Object.fromEntries(people)]),
				),
				rounds: Object.fromEntries(session.rounds),
				serverTime: instant(),
			};
		},

		open: (actor, evaluationId, { facilitator, scribe, agenda }) =>
			inSession(parts, actor, evaluationId, 'session.run', async (command, session) => {
				if (session.state.open) throw new ServiceError(409, 'sessionOpen');
				let state = session.state;
				if (facilitator !== undefined)
					state = await granted(command, session, state, 'facilitator', facilitator);
				if (scribe !== undefined) state = await granted(command, session, state, 'scribe', scribe);
				if (state.facilitator !== null && !(await mayHoldPart(command, state.facilitator)))
					state = grant(state, 'facilitator', null);
				const ids = agendaOf(command, session, agenda ?? { queue: 'flagged' });
				await audit(command, 'calibration.open');
				return keep(command, opened(state, { by: actor.id, at: instant(), agenda: ids }));
			}),

		close: (actor, evaluationId) =>
			inSession(parts, actor, evaluationId, 'session.run', async (command, session) => {
				requireOpen(session);
				closeSession(command.room, session);
				await audit(command, 'calibration.close');
				return sessionOf(command.room).state;
			}),

		grant: (actor, evaluationId, part, userId) =>
			inSession(parts, actor, evaluationId, 'session.grant', async (command, session) =>
				keep(command, await granted(command, session, session.state, part, userId)),
			),

		setAgenda: (actor, evaluationId, choice) =>
			run(actor, evaluationId, (command, session) =>
				withAgenda(session.state, agendaOf(command, session, choice)),
			),

		focus: (actor, evaluationId, subquestionId) =>
			run(actor, evaluationId, ({ framework }, { state }) => {
				if (subquestionId !== null && !findSubquestion(framework, subquestionId))
					throw invalid([
						{ path: 'subquestionId', code: 'subquestionUnknown', params: { id: subquestionId } },
					]);
				return focused(state, subquestionId);
			}),

		async setTimer(actor, evaluationId, seconds) {
			const { least, most } = TIMER_SECONDS;
			if (seconds !== null && !(Number.isSafeInteger(seconds) && seconds >= least && seconds <= most))
				throw invalid([{ path: 'seconds', code: 'timerRange', params: { least, most } }]);
			return run(actor, evaluationId, (_command, { state }) =>
				timed(state, seconds === null ? null : { endsAt: instant(now() + seconds * 1000), seconds }),
			);
		},

		markDiscussed: (actor, evaluationId, subquestionId, done) =>
			inSession(parts, actor, evaluationId, 'session.mark', (command, session) => {
				requireKnown(command, subquestionId);
				requireOpen(session);
				if (done === session.discussed.has(subquestionId)) return;
				const mark = done ? { by: actor.id, at: instant() } : undefined;
				put(command.room, { kind: 'sessionDiscussed', subquestionId }, mark);
			}),

		markSpoken: (actor, evaluationId, subquestionId, userId, done) =>
			inSession(parts, actor, evaluationId, 'session.mark', (command, session) => {
				requireKnown(command, subquestionId);
				requireOpen(session);
				if (done === (session.spoken.get(subquestionId)?.has(userId) ?? false)) return;
				if (done && !command.voters.includes(userId)) throw invalid([{ path: 'userId', code: 'notAScorer' }]);
				put(
					command.room,
					{ kind: 'sessionSpoken', subquestionId, userId },
					done ? { at: instant() } : undefined,
				);
			}),

		openRound: (actor, evaluationId, subquestionId, n) =>
			inSession(parts, actor, evaluationId, 'session.run', async (command, session) => {
				requireKnown(command, subquestionId);
				requireOpen(session);
				const current = roundOf(session, subquestionId);
				const step = roundStep(current, n);
				if (step === 'stale') throw new ServiceError(409, 'roundChanged', { extra: { current } });
				if (step === 'same') return { n };
				await refuseUnrevealed(command, subquestionId);
				keepFirstRound(command, subquestionId);
				put(command.room, { kind: 'sessionRound', subquestionId }, { n, by: actor.id, at: instant() });
				await audit(command, 'calibration.round', { subject: subquestionId, detail: { n } });
				return { n };
			}),
	};
}
