/** One click instead of a password, in the demonstration and nowhere else: who can be entered, and entering. */
import type { Auth } from './auth/auth.ts';
import type { SessionCookie } from './auth/sessions.ts';
import * as users from './db/users.ts';
import { notFound } from './services/errors.ts';
import type { Services } from './services/services.ts';

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

/** Whether this is a place for the demonstration: an empty one, or one where it was before. */
export async function isDemoPlace(
	{ connection: { db } }: Pick<Services, 'connection'>,
	lead: string,
): Promise<boolean> {
	return (await users.list(db)).length === 0 || (await users.findByEmail(db, lead)) !== undefined;
}
