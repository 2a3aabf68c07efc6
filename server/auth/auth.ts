/** Signing in and out, one's own sessions, password and profile. */
import { CLOSE } from '#document/close-codes.ts';
import type { Locale } from '#lib/i18n/index.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as sessionRows from '../db/sessions.ts';
import * as users from '../db/users.ts';
import type { Logger } from '../log.ts';
import type { WorkMetrics } from '../observability/work-metrics.ts';
import type { Actor } from '../services/actor.ts';
import { invalid, notFound, ServiceError } from '../services/errors.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { isTokenCredential, type Authenticate } from './identity.ts';
import { hashPassword, passwordErrors, verifyPassword } from './passwords.ts';
import { checkName } from './person.ts';
import type { SessionCookie, Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

export interface SignIn {
	email: string;
	password: string;
	/** Network address of whoever asks. */
	ip: string;
	userAgent: string | null;
}

export interface SessionInfo {
	id: string;
	/** ISO 8601. */
	startedAt: string;
	lastSeenAt: string;
	expiresAt: string;
	userAgent: string | null;
	/** Whether it is the one that asks. */
	current: boolean;
}

export interface Auth {
	readonly authenticate: Authenticate;
	/** Throws 401 `wrongSignIn`, the same for every cause, or 429 `tooManyAttempts` with `retryAfter` in seconds. */
	signIn(input: SignIn): Promise<{ userId: string; cookie: SessionCookie }>;
	/** A session without a password, for somebody who has just proved who they are in another way. */
	begin(userId: string, userAgent: string | null): Promise<SessionCookie>;
	/**
	 * Ends the session that asks and its sockets; the cookie returned makes the browser forget. Throws 409 for
	 * an access token, which is withdrawn instead.
	 */
	signOut(actor: Actor): Promise<SessionCookie>;
	/** Ends all of one's sessions, this one too; access tokens stay. */
	signOutEverywhere(actor: Actor): Promise<SessionCookie>;
	listSessions(actor: Actor): Promise<SessionInfo[]>;
	/** Throws 404 for a session that is not one's own. */
	endSession(actor: Actor, id: string): Promise<void>;
	/** Ends one's other sessions. Throws 422 with the field at fault, or 429. */
	changePassword(actor: Actor, change: { current: string; next: string }): Promise<void>;
	updateProfile(actor: Actor, profile: { name: string; locale: Locale | null }): Promise<void>;
}

export interface AuthParts {
	connection: Connection;
	sync: Pick<SyncHub, 'closeSession' | 'closeUser'>;
	log: Logger;
	sessions: Sessions;
	authenticate: Authenticate;
	throttle: Throttle;
	metrics: Pick<WorkMetrics, 'signIn'>;
}

const tooMany = (seconds: number) =>
	new ServiceError(429, 'tooManyAttempts', {
		params: { minutes: Math.ceil(seconds / 60) },
		extra: { retryAfter: seconds },
	});

export function createAuth({
	connection: { db },
	sync,
	log,
	sessions,
	authenticate,
	throttle,
	metrics,
}: AuthParts): Auth {
	const closeAll = (ids: readonly string[]) => {
		for (const id of ids) sync.closeSession(id, CLOSE.signedOut);
	};

	async function begin(userId: string, userAgent: string | null): Promise<SessionCookie> {
		const { cookie } = await sessions.begin(userId, userAgent);
		await record(db, { actor: userId, action: 'session.start', subject: userId });
		return cookie;
	}

	const attempt = async ({ email, password, ip }: SignIn): Promise<string> => {
		const wait = await throttle.wait(email, ip);
		if (wait > 0) {
			metrics.signIn('throttled');
			throw tooMany(wait);
		}
		const user = await users.findByEmail(db, email.trim());
		const right = await verifyPassword(user?.password_hash ?? null, password);
		if (user && right && !user.disabled_at) {
			await throttle.succeeded(email, ip);
			metrics.signIn('accepted');
			return user.id;
		}
		await throttle.failed(email, ip);
		metrics.signIn('refused');
		await record(db, { actor: null, action: 'session.refuse', subject: user?.id ?? null });
		log.warn({ ip, user: user?.id }, 'a sign-in was refused');
		throw new ServiceError(401, 'wrongSignIn');
	};

	return {
		authenticate,
		begin,

		async signIn(input) {
			const userId = await throttle.inTurn(() => attempt(input));
			return { userId, cookie: await begin(userId, input.userAgent) };
		},

		async signOut(actor) {
			if (actor.sessionId && isTokenCredential(actor.sessionId)) throw new ServiceError(409, 'notASession');
			if (actor.sessionId) {
				await sessionRows.remove(db, actor.sessionId);
				await record(db, { actor: actor.id, action: 'session.end', subject: actor.id });
				sync.closeSession(actor.sessionId, CLOSE.signedOut);
			}
			return sessions.blankCookie();
		},

		async signOutEverywhere(actor) {
			const ended = await sessionRows.removeOf(db, actor.id);
			await record(db, { actor: actor.id, action: 'session.end_all', subject: actor.id });
			closeAll(ended);
			return sessions.blankCookie();
		},

		async listSessions(actor) {
			const rows = await sessionRows.listOf(db, actor.id);
			return rows.map((row) => ({
				id: row.id,
				startedAt: row.created_at.toISOString(),
				lastSeenAt: row.last_seen_at.toISOString(),
				expiresAt: row.expires_at.toISOString(),
				userAgent: row.user_agent,
				current: row.id === actor.sessionId,
			}));
		},

		async endSession(actor, id) {
			const own = await sessionRows.listOf(db, actor.id);
			if (!own.some((row) => row.id === id)) throw notFound();
			await sessionRows.remove(db, id);
			await record(db, { actor: actor.id, action: 'session.end', subject: actor.id });
			closeAll([id]);
		},

		async changePassword(actor, { current, next }) {
			const errors = passwordErrors(next, 'next');
			if (errors.length > 0) throw invalid(errors);
			await throttle.inTurn(async () => {
				const wait = await throttle.wait(actor.id, 'password');
				if (wait > 0) throw tooMany(wait);
				const user = await users.find(db, actor.id);
				if (await verifyPassword(user?.password_hash ?? null, current)) return;
				await throttle.failed(actor.id, 'password');
				throw invalid([{ path: 'current', code: 'wrongPassword' }]);
			});
			const passwordHash = await hashPassword(next);
			const ended = await db.transaction().execute(async (tx) => {
				await users.setPassword(tx, actor.id, passwordHash);
				await record(tx, { actor: actor.id, action: 'user.password', subject: actor.id });
				return sessionRows.removeOf(tx, actor.id, actor.sessionId);
			});
			closeAll(ended);
		},

		async updateProfile(actor, { name, locale }) {
			const profile = checkName(name);
			await users.setProfile(db, actor.id, { ...profile, locale });
			await record(db, { actor: actor.id, action: 'user.profile', subject: actor.id });
		},
	};
}
