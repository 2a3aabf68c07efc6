/** A calibration session as it stands in the shared document under `session`. Written by the server alone. */
import * as v from 'valibot';
import { FIRST_ROUND, NO_SESSION, type SessionState } from '#domain/session/session.ts';
import { parseMapPlace } from './paths.ts';
import { discussedSchema, roundSchema, sessionStateSchema, spokenSchema } from './values.ts';

export type Discussed = v.InferOutput<typeof discussedSchema>;
export type Spoken = v.InferOutput<typeof spokenSchema>;
export type Round = v.InferOutput<typeof roundSchema>;

/** By subquestion id. */
export interface Session {
	state: SessionState;
	/** Outlasts the session. */
	discussed: Map<string, Discussed>;
	/** Then by user id: who has said why they scored as they did. Forgotten when the session closes. */
	spoken: Map<string, Map<string, Spoken>>;
	/** Scoring rounds opened after the first; outlasts the session. */
	rounds: Map<string, Round>;
}

/** From the map's entries. What is no entry of a session is passed over. */
export function readSession(entries: Iterable<[string, unknown]>): Session {
	const session: Session = { state: NO_SESSION, discussed: new Map(), spoken: new Map(), rounds: new Map() };
	for (const [key, raw] of entries) take(session, key, raw);
	return session;
}

function take(session: Session, key: string, raw: unknown): void {
	const place = parseMapPlace('session', key);
	switch (place?.kind) {
		case 'session':
			session.state = parse(sessionStateSchema, raw) ?? session.state;
			return;
		case 'sessionDiscussed':
			put(session.discussed, place.subquestionId, parse(discussedSchema, raw));
			return;
		case 'sessionRound':
			put(session.rounds, place.subquestionId, parse(roundSchema, raw));
			return;
		case 'sessionSpoken': {
			const spoken = parse(spokenSchema, raw);
			if (!spoken) return;
			const people = session.spoken.get(place.subquestionId) ?? new Map<string, Spoken>();
			session.spoken.set(place.subquestionId, people.set(place.userId, spoken));
		}
	}
}

function put<V>(map: Map<string, V>, key: string, value: V | undefined): void {
	if (value !== undefined) map.set(key, value);
}

function parse<S extends v.GenericSchema>(schema: S, raw: unknown): v.InferOutput<S> | undefined {
	const parsed = v.safeParse(schema, raw);
	return parsed.success ? parsed.output : undefined;
}

/** The scoring round a subquestion is in, from 1. */
export const roundOf = ({ rounds }: Pick<Session, 'rounds'>, subquestionId: string): number =>
	rounds.get(subquestionId)?.n ?? FIRST_ROUND;

/** What the group is at or has been at: what `boardOf` takes for under discussion. */
export const discussedIn = ({ state, discussed }: Session): Set<string> =>
	new Set([...discussed.keys(), ...(state.open && state.current !== null ? [state.current] : [])]);
