/**
 * Who a request is: by bearer token where one is shown, else by the session cookie. Used alike by pages, API
 * and the websocket upgrade.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Db } from '../db/pool.ts';
import * as tokens from '../db/tokens.ts';
import type { Credential, SignedInUser } from '../services/actor.ts';
import { createLookUp } from './look-up.ts';
import { digest } from './secrets.ts';
import type { SessionCookie, Sessions } from './sessions.ts';

export interface Authenticated {
	user: SignedInUser;
	credential: Credential;
	/** To be set on the answer, where there is one. */
	renewed?: SessionCookie;
}

/** Null: nobody; an unknown, expired or withdrawn credential; a disabled account. */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Authenticated | null>;

export const TOKEN_PREFIX = 'sams_';
const BEARER = /^Bearer +([\w-]{1,200})$/i;
const TOUCH_EVERY_MS = 60_000;

const TOKEN_CREDENTIAL = 'token:';
export const tokenCredential = (tokenId: string): string => TOKEN_CREDENTIAL + tokenId;
export const isTokenCredential = (credentialId: string): boolean => credentialId.startsWith(TOKEN_CREDENTIAL);

export function createAuthenticate(db: Db, sessions: Sessions): Authenticate {
	const tokenOf = createLookUp(
		(hashes) => tokens.findWithUsers(db, hashes),
		(row) => row.token_hash,
	);
	/** Being written down as used: one of many who come at once is enough. */
	const touching = new Set<string>();

	const touch = async (id: string): Promise<void> => {
		if (touching.has(id)) return;
		touching.add(id);
		try {
			await tokens.touch(db, id);
		} finally {
			touching.delete(id);
		}
	};

	const byToken = async (authorization: string): Promise<Authenticated | null> => {
		const token = BEARER.exec(authorization)?.[1];
		if (!token?.startsWith(TOKEN_PREFIX)) return null;
		const row = await tokenOf(digest(token));
		if (!row) return null;
		const { id, name, initials, email, admin, locale } = row;
		if (!row.last_used_at || Date.now() - row.last_used_at.getTime() > TOUCH_EVERY_MS)
			await touch(row.token_id);
		return {
			user: { id, name, initials, email, admin, locale },
			credential: { kind: 'token', id: tokenCredential(row.token_id) },
		};
	};

	return async (headers) => {
		// A token that is shown decides, also when it is wrong: falling back to the cookie would act as another.
		if (headers.authorization) return byToken(headers.authorization);
		const session = headers.cookie ? await sessions.resume(headers.cookie) : null;
		if (!session) return null;
		const { user, id, renewed } = session;
		return { user, credential: { kind: 'session', id }, ...(renewed && { renewed }) };
	};
}
