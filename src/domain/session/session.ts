/**
 * A calibration session: what the group looks at together, who holds it, and what it has been through. Process, not
 * result: it is live to everyone in the evaluation and enters neither report nor canonical content.
 */

/** What somebody may hold in a session. Granted by a lead; no role. */
export const SESSION_PARTS = ['facilitator', 'scribe'] as const;
export type SessionPart = (typeof SESSION_PARTS)[number];

/** Whole seconds. */
export const TIMER_SECONDS = { least: 5, most: 4 * 60 * 60 } as const;

export interface SessionTimer {
	/** ISO 8601, by the server's clock. */
	readonly endsAt: string;
	/** Its whole length. */
	readonly seconds: number;
}

/** The parts and the agenda outlast the session, so that the next one goes on with them. */
export interface SessionState {
	readonly open: boolean;
	/** User ids. */
	readonly facilitator: string | null;
	readonly scribe: string | null;
	/** Subquestion ids, each once, in the order of the meeting. */
	readonly agenda: string[];
	/** The subquestion everyone follows. Only while open. */
	readonly current: string | null;
	/** ISO 8601. Only while open. */
	readonly startedAt: string | null;
	/** Belongs to the current subquestion. Only while open. */
	readonly timer: SessionTimer | null;
}

/** Before anything was said about a session. */
export const NO_SESSION: SessionState = {
	open: false,
	facilitator: null,
	scribe: null,
	agenda: [],
	current: null,
	startedAt: null,
	timer: null,
};

/** The parts this person holds. They count only for those who may hold one: that is `can`'s to judge. */
export const partsOf = (state: SessionState, userId: string): SessionPart[] =>
	SESSION_PARTS.filter((part) => state[part] === userId);

export const grant = (state: SessionState, part: SessionPart, userId: string | null): SessionState => ({
	...state,
	[part]: userId,
});

/** Open, with whoever opens it as facilitator unless somebody is already; looking at the first of the agenda. */
export const opened = (
	state: SessionState,
	{ by, at, agenda }: { by: string; at: string; agenda: readonly string[] },
): SessionState => ({
	...state,
	open: true,
	facilitator: state.facilitator ?? by,
	agenda: each(agenda),
	current: agenda[0] ?? null,
	startedAt: at,
	timer: null,
});

export const closed = (state: SessionState): SessionState => ({
	...state,
	open: false,
	current: null,
	startedAt: null,
	timer: null,
});

/** The current subquestion stays, also where the new agenda does not have it. */
export const withAgenda = (state: SessionState, agenda: readonly string[]): SessionState => ({
	...state,
	agenda: each(agenda),
});

/** A new subquestion ends the timer of the one before. */
export const focused = (state: SessionState, subquestionId: string | null): SessionState =>
	state.current === subquestionId ? state : { ...state, current: subquestionId, timer: null };

export const timed = (state: SessionState, timer: SessionTimer | null): SessionState => ({ ...state, timer });

const each = (ids: readonly string[]): string[] => [...new Set(ids)];

/** The first round is what was revealed; 2 is the first that can be opened. */
export const FIRST_ROUND = 1;

/**
 * Whether the round `wanted` can be opened after round `now`. `same`: it is the one that runs. `stale`: somebody
 * opened it meanwhile, or it is further ahead than the next.
 */
export function roundStep(now: number, wanted: number): 'next' | 'same' | 'stale' {
	if (wanted === now) return 'same';
	return wanted === now + 1 ? 'next' : 'stale';
}
