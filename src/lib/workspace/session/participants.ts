/** Who takes part in a session and what they look at, from presence. */
import type { Member } from '#domain/evaluation/evaluation.ts';
import type { Place } from '#lib/sync/people.ts';

export type Attention =
	| { kind: 'following' }
	/** In the session, but looking at something else in it. */
	| { kind: 'looking'; subquestionId: string }
	/** In the evaluation, on another page. */
	| { kind: 'elsewhere' }
	| { kind: 'away' };

export interface Participant {
	member: Member;
	attention: Attention;
}

export function attentionOf(place: Place | null | undefined): Attention {
	if (place === undefined) return { kind: 'away' };
	if (place?.view !== 'session') return { kind: 'elsewhere' };
	return place.subquestionId === undefined
		? { kind: 'following' }
		: { kind: 'looking', subquestionId: place.subquestionId };
}

const ORDER = ['following', 'looking', 'elsewhere', 'away'] as const;

/** Members who may open the shared document, those in the session first, else in the order given. */
export const participants = (
	members: readonly Member[],
	places: ReadonlyMap<string, Place | null>,
): Participant[] =>
	members
		.filter(({ role }) => role !== 'reviewer')
		.map((member) => ({ member, attention: attentionOf(places.get(member.userId)) }))
		.sort((a, b) => ORDER.indexOf(a.attention.kind) - ORDER.indexOf(b.attention.kind));

/** Moves one entry of an agenda; out of range it stays as it is. */
export function moved(agenda: readonly string[], from: number, by: -1 | 1): string[] {
	const to = from + by;
	const next = [...agenda];
	const item = next[from];
	const other = next[to];
	if (item === undefined || other === undefined) return next;
	next[from] = other;
	next[to] = item;
	return next;
}
