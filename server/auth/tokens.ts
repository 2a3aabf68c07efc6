/** Personal access tokens: as much as their owner may do, shown once, withdrawn at any time. */
import { randomUUID } from 'node:crypto';
import { CLOSE } from '#document/close-codes.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import * as tokens from '../db/tokens.ts';
import type { Actor } from '../services/actor.ts';
import { invalid, notFound, type FieldError } from '../services/errors.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { auditName } from './accounts.ts';
import { TOKEN_PREFIX, tokenCredential } from './identity.ts';
import { digest, newSecret } from './secrets.ts';

const NAME_MAX = 100;

export interface TokenInfo {
	id: string;
	name: string;
	/** ISO 8601. */
	createdAt: string;
	/** Null: until it is withdrawn. */
	expiresAt: string | null;
	lastUsedAt: string | null;
}

export interface WantedToken {
	name: string;
	/** ISO 8601; null: until it is withdrawn. */
	expires: string | null;
}

export interface Tokens {
	/** Newest first. */
	list(actor: Actor): Promise<TokenInfo[]>;
	/** `token` cannot be read again. Throws 422. */
	create(
		actor: Actor,
		wanted: { name: string; expires: string | null },
	): Promise<{ id: string; token: string }>;
	/** For somebody else; the operator's alone. */
	createFor(by: Actor, userId: string, wanted: WantedToken): Promise<{ id: string; token: string }>;
	/** Its live sockets close. Throws 404 for a token that is not one's own. */
	remove(actor: Actor, id: string): Promise<void>;
}

interface TokenParts {
	connection: Connection;
	sync: Pick<SyncHub, 'closeSession'>;
}

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** A date alone is its beginning in UTC. */
const timeOf = (text: string): Date => new Date(ISO_TIME.test(text) ? text : Number.NaN);

function check(name: string, expires: Date | null): void {
	const errors: FieldError[] = [];
	if (name === '') errors.push({ path: 'name', code: 'required' });
	if (name.length > NAME_MAX) errors.push({ path: 'name', code: 'tooLong', params: { limit: NAME_MAX } });
	if (expires && Number.isNaN(expires.getTime())) errors.push({ path: 'expires', code: 'notTime' });
	else if (expires && expires.getTime() <= Date.now()) errors.push({ path: 'expires', code: 'notInPast' });
	if (errors.length > 0) throw invalid(errors);
}

export function createTokens({ connection: { db }, sync }: TokenParts): Tokens {
	const createFor: Tokens['createFor'] = async (by, userId, wanted) => {
		const name = wanted.name.trim();
		const expires = wanted.expires === null ? null : timeOf(wanted.expires);
		check(name, expires);
		const id = randomUUID();
		const token = newSecret(TOKEN_PREFIX);
		await db.transaction().execute(async (tx) => {
			await tokens.insert(tx, { id, user_id: userId, name, token_hash: digest(token), expires_at: expires });
			await record(tx, {
				actor: auditName(by),
				action: 'token.create',
				subject: id,
				detail: { name, userId },
			});
		});
		return { id, token };
	};

	return {
		async list(actor) {
			const rows = await tokens.listOf(db, actor.id);
			return rows.map((row) => ({
				id: row.id,
				name: row.name,
				createdAt: row.created_at.toISOString(),
				expiresAt: row.expires_at?.toISOString() ?? null,
				lastUsedAt: row.last_used_at?.toISOString() ?? null,
			}));
		},

		createFor,
		create: (actor, wanted) => createFor(actor, actor.id, wanted),

		async remove(actor, id) {
			if (!(await tokens.remove(db, actor.id, id))) throw notFound();
			await record(db, { actor: actor.id, action: 'token.remove', subject: id });
			sync.closeSession(tokenCredential(id), CLOSE.signedOut);
		},
	};
}
