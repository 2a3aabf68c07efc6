/** One click instead of a password, in the demonstration and nowhere else: who can be entered, and entering. */
import type { Auth } from './auth/auth.ts';
import type { SessionCookie } from './auth/sessions.ts';
import { notFound } from './services/errors.ts';

export interface DemoPerson {
	id: string;
	name: string;
	initials: string;
	/** What they are in the demonstration's evaluation. */
	role: string;
}

export interface Demo {
	readonly people: readonly DemoPerson[];
	/** Throws 404 for anybody but the demonstration's people. */
	enter(userId: string, userAgent: string | null): Promise<SessionCookie>;
}

export const createDemo = (auth: Pick<Auth, 'begin'>, people: readonly DemoPerson[]): Demo => ({
	people,
	async enter(userId, userAgent) {
		if (!people.some((person) => person.id === userId)) throw notFound();
		return auth.begin(userId, userAgent);
	},
});
