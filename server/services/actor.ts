/**
 * Who acts. Every service takes an `Actor` first: it is made from what the request's credential proved,
 * never from what the request says.
 */
import type { Locale } from '#lib/i18n/index.ts';
import { unauthorised } from './errors.ts';

export interface SignedInUser {
	id: string;
	name: string;
	initials: string;
	email: string;
	admin: boolean;
	/** The language chosen in the account; null: the browser's. */
	locale: Locale | null;
	/** Set for somebody let into one review round by a link: nothing else is open to them. */
	guest?: GuestPlace;
}

export interface GuestPlace {
	evaluationId: string;
	roundId: string;
}

/** What was shown: `id` is safe to store and log (a session's stored hash, or `token:<id>`). */
export interface Credential {
	kind: 'session' | 'token';
	id: string;
}

export interface Actor {
	id: string;
	name: string;
	email: string;
	admin: boolean;
	/** The credential's id; null when the server or its operator acts. */
	sessionId: string | null;
	guest?: GuestPlace;
}

export const actorFrom = (user: SignedInUser, credential: Credential | null): Actor => ({
	id: user.id,
	name: user.name,
	email: user.email,
	admin: user.admin,
	sessionId: credential?.id ?? null,
	...(user.guest && { guest: user.guest }),
});

/** The actor of a request's `locals`. Throws `unauthorised` (401) for a request without a valid credential. */
export function requireActor(locals: { user: SignedInUser | null; session: Credential | null }): Actor {
	if (!locals.user) throw unauthorised();
	return actorFrom(locals.user, locals.session);
}
