/**
 * Awareness states as people. The server writes each state's `user`, so nobody appears as somebody else; the
 * place is what the other page says of itself, so it is parsed.
 */
import * as v from 'valibot';

export const VIEWS = [
	'overview',
	'score',
	'calibrate',
	'session',
	'agreement',
	'question',
	'write',
	'facts',
	'questions',
	'evidence',
	'review',
	'report',
	'finalise',
	'compare',
	'present',
	'members',
	'follow-up',
	'versions',
	'history',
] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
	view: View;
	subquestionId?: string | undefined;
}

const color = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7));
const stateSchema = v.object({
	user: v.object({ id: v.string(), name: v.string(), initials: v.string(), color }),
	place: v.fallback(
		v.nullable(
			v.object({
				view: v.picklist(VIEWS),
				subquestionId: v.optional(v.pipe(v.string(), v.maxLength(64))),
			}),
		),
		null,
	),
});

export interface Person {
	userId: string;
	name: string;
	initials: string;
	color: number;
	/** Where they were last seen to be; null while it is not known. */
	place: Place | null;
}

/** Everybody but `me`, one entry a person however many windows they have, in the order of their colours. */
export function peopleOf(states: Iterable<unknown>, me: string): Person[] {
	const people = new Map<string, Person>();
	for (const state of states) {
		const parsed = v.safeParse(stateSchema, state);
		if (!parsed.success || parsed.output.user.id === me) continue;
		const { user, place } = parsed.output;
		const { id: userId, name, initials, color } = user;
		people.set(userId, { userId, name, initials, color, place: place ?? people.get(userId)?.place ?? null });
	}
	return [...people.values()].sort((a, b) => a.color - b.color || (a.userId < b.userId ? -1 : 1));
}
