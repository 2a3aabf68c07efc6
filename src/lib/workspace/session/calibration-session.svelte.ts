/**
 * The calibration session as this page sees it, and what may be done in it. What stands comes over the shared
 * document alone: a command that was accepted shows because the document says so, here as on every other screen.
 */
import { can } from '#domain/permissions/can.ts';
import { partsOf, type SessionPart, type SessionState } from '#domain/session/session.ts';
import { readSession, roundOf } from '#document/session.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { call, evaluationPath, type Answer } from '../api.ts';

type Action = 'session.part' | 'session.grant' | 'session.run' | 'session.mark';

export interface AgendaChoice {
	subquestions?: readonly string[];
	queue?: 'flagged' | 'all';
}

export class CalibrationSession {
	/** A command is under way. */
	busy = $state(false);
	readonly #live: SyncedEvaluation;
	readonly #refused: (detail: string) => void;

	/** `refused` takes the server's words; empty: there was no answer. */
	constructor(live: SyncedEvaluation, refused: (detail: string) => void) {
		this.#live = live;
		this.#refused = refused;
	}

	readonly #session = $derived.by(() => readSession(this.#live.session.entries()));

	get state(): SessionState {
		return this.#session.state;
	}

	get parts(): SessionPart[] {
		return partsOf(this.state, this.#live.me);
	}

	may(action: Action): boolean {
		return can(this.#live.role, action, { phase: this.#live.phase, parts: this.parts });
	}

	isDiscussed(subquestionId: string): boolean {
		return this.#session.discussed.has(subquestionId);
	}

	/** Subquestion ids. */
	get discussed(): string[] {
		return [...this.#session.discussed.keys()];
	}

	hasSpoken(subquestionId: string, userId: string): boolean {
		return this.#session.spoken.get(subquestionId)?.has(userId) ?? false;
	}

	/** From 1. */
	round(subquestionId: string): number {
		return roundOf(this.#session, subquestionId);
	}

	/** The one after or before the current on the agenda; the first where the current is not on it. */
	beside(by: 1 | -1): string | undefined {
		const { agenda, current } = this.state;
		const at = current === null ? -1 : agenda.indexOf(current);
		if (at === -1) return by === 1 ? agenda[0] : undefined;
		return agenda[at + by];
	}

	open(input: { agenda: AgendaChoice; facilitator?: string; scribe?: string }): Promise<boolean> {
		return this.#ask('POST', [], input);
	}

	close(): Promise<boolean> {
		return this.#ask('DELETE', []);
	}

	grant(part: SessionPart, userId: string | null): Promise<boolean> {
		return this.#ask('PUT', [part], { userId });
	}

	setAgenda(choice: AgendaChoice): Promise<boolean> {
		return this.#ask('PUT', ['agenda'], choice);
	}

	focus(subquestionId: string | null): Promise<boolean> {
		return this.#ask('PUT', ['focus'], { subquestionId });
	}

	/** Whole seconds; null stops it. */
	setTimer(seconds: number | null): Promise<boolean> {
		return seconds === null ? this.#ask('DELETE', ['timer']) : this.#ask('PUT', ['timer'], { seconds });
	}

	markDiscussed(subquestionId: string, done: boolean): Promise<boolean> {
		return this.#ask(done ? 'PUT' : 'DELETE', ['discussed', subquestionId]);
	}

	markSpoken(subquestionId: string, userId: string, done: boolean): Promise<boolean> {
		return this.#ask(done ? 'PUT' : 'DELETE', ['spoken', subquestionId, userId]);
	}

	openRound(subquestionId: string): Promise<boolean> {
		return this.#ask('PUT', ['rounds', subquestionId], { n: this.round(subquestionId) + 1 });
	}

	/** One at a time: a second press while the first is under way asks for nothing. */
	async #ask(method: 'POST' | 'PUT' | 'DELETE', parts: string[], body?: unknown): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		let answer: Answer;
		try {
			answer = await call(method, evaluationPath(this.#live.evaluation.id, 'session', ...parts), body);
		} finally {
			this.busy = false;
		}
		if (answer.ok) return true;
		const { detail, errors } = answer.problem;
		this.#refused([detail, ...(errors ?? []).map(({ message }) => message)].filter(Boolean).join(' '));
		return false;
	}
}
