/**
 * Browser sessions. Lucia lives in this file and nowhere else, so that replacing it is a change to one file.
 * The cookie holds a secret; the database and everything outside this file see only its digest.
 */
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import * as sessions from '../db/sessions.ts';
import type { Db } from '../db/pool.ts';
import type { SignedInUser } from '../services/actor.ts';
import { guestPlace } from './guest-place.ts';
import { createLookUp } from './look-up.ts';
import { digest } from './secrets.ts';

export const SESSION_COOKIE = 'samsyn_session';
/** In days; used again in the second half, a session is extended to this much. */
export const SESSION_DAYS = 30;
const TOUCH_EVERY_MS = 60_000;
const USER_AGENT_MAX = 300;

/** For `cookies.set(name, value, attributes)`. */
export interface SessionCookie {
	name: string;
	value: string;
	/** `maxAge` in seconds. */
	attributes: { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };
}

export interface Session {
	/** The stored id. */
	id: string;
	user: SignedInUser;
	/** Set when the session was extended: the browser should get it. */
	renewed?: SessionCookie;
}

export interface Sessions {
	begin(userId: string, userAgent: string | null): Promise<{ id: string; cookie: SessionCookie }>;
	/** Null for no cookie, an unknown or expired session, a disabled account. */
	resume(cookieHeader: string): Promise<Session | null>;
	/** What makes the browser forget. */
	blankCookie(): SessionCookie;
}

interface SessionAttributes {
	userAgent: string | null;
	lastSeenAt: Date;
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionAttributes, Omit<SignedInUser, 'id'>>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: Omit<SignedInUser, 'id'>;
	}
}

function adapter(db: Db): Adapter {
	const sessionOf = createLookUp(
		(ids) => sessions.findWithUsers(db, ids),
		(row) => row.session_id,
	);
	return {
		async getSessionAndUser(secret) {
			const row = await sessionOf(digest(secret));
			if (!row) return [null, null];
			const { id, email, name, initials, admin, locale } = row;
			const attributes = { userAgent: row.user_agent, lastSeenAt: row.last_seen_at };
			const guest = guestPlace(row);
			return [
				{ id: secret, userId: id, expiresAt: row.expires_at, attributes },
				{
					id,
					attributes: { email: guest ? '' : email, name, initials, admin, locale, ...(guest && { guest }) },
				},
			];
		},
		async getUserSessions(userId) {
			const rows = await sessions.listOf(db, userId);
			return rows.map((row) => ({
				id: row.id,
				userId,
				expiresAt: row.expires_at,
				attributes: { userAgent: row.user_agent, lastSeenAt: row.last_seen_at },
			}));
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			const row = { user_id: userId, expires_at: expiresAt, user_agent: attributes.userAgent };
			await sessions.insert(db, { id: digest(id), ...row });
		},
		async updateSessionExpiration(secret, expiresAt) {
			await sessions.extend(db, digest(secret), expiresAt);
		},
		async deleteSession(secret) {
			await sessions.remove(db, digest(secret));
		},
		async deleteUserSessions(userId) {
			await sessions.removeOf(db, userId);
		},
		async deleteExpiredSessions() {
			await sessions.removeExpired(db);
		},
	};
}

/** `secure`: the cookie travels over https only; right wherever the product is reached by https. */
export function createSessions(db: Db, { secure }: { secure: boolean }): Sessions {
	const lucia = new Lucia(adapter(db), {
		sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd'),
		// The database decides when a session ends. A cookie with an end of its own would miss the extensions
		// that happen where no cookie can be set: at a websocket's upgrade.
		sessionCookie: {
			name: SESSION_COOKIE,
			expires: false,
			attributes: { secure, sameSite: 'lax', path: '/' },
		},
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes,
	});

	const cookie = (value: string, maxAge: number): SessionCookie => ({
		name: SESSION_COOKIE,
		value,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge },
	});
	const cookieFor = (secret: string): SessionCookie =>
		cookie(secret, lucia.createSessionCookie(secret).attributes.maxAge ?? SESSION_DAYS * 86_400);

	return {
		async begin(userId, userAgent) {
			const attributes = { userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null, lastSeenAt: new Date() };
			const session = await lucia.createSession(userId, attributes);
			return { id: digest(session.id), cookie: cookieFor(session.id) };
		},

		async resume(cookieHeader) {
			const secret = lucia.readSessionCookie(cookieHeader);
			if (!secret) return null;
			const { session, user } = await lucia.validateSession(secret);
			if (!session) return null;
			const id = digest(secret);
			if (Date.now() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) await sessions.touch(db, id);
			return { id, user, ...(session.fresh && { renewed: cookieFor(secret) }) };
		},

		blankCookie: () => cookie('', 0),
	};
}
