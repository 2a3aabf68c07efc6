/** Personal access tokens; only their digests are kept. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type TokenRow = Selectable<Database['api_token']>;
type Executor = Db | Transaction<Database>;

export const listOf = (db: Executor, userId: string): Promise<TokenRow[]> =>
	db
		.selectFrom('api_token')
		.selectAll()
		.where('user_id', '=', userId)
		.orderBy('created_at', 'desc')
		.execute();

/** Those of these tokens that hold, with their users: not expired, and the account not disabled. */
export const findWithUsers = (db: Executor, tokenHashes: readonly string[]) =>
	db
		.selectFrom('api_token')
		.innerJoin('app_user', 'app_user.id', 'api_token.user_id')
		.select(['api_token.id as token_id', 'api_token.token_hash', 'api_token.last_used_at'])
		.select(['app_user.id', 'app_user.email', 'app_user.name', 'app_user.initials'])
		.select(['app_user.admin', 'app_user.locale'])
		.where('api_token.token_hash', '=', sql<string>`any(${tokenHashes})`)
		.where('app_user.disabled_at', 'is', null)
		.where('app_user.guest_round_id', 'is', null)
		.where((eb) =>
			eb.or([eb('api_token.expires_at', 'is', null), eb('api_token.expires_at', '>', sql<Date>`now()`)]),
		)
		.execute();

export const insert = (
	db: Executor,
	row: { id: string; user_id: string; name: string; token_hash: string; expires_at: Date | null },
): Promise<unknown> => db.insertInto('api_token').values(row).execute();

export const touch = (db: Executor, id: string): Promise<unknown> =>
	db
		.updateTable('api_token')
		.set({ last_used_at: sql<Date>`now()` })
		.where('id', '=', id)
		.execute();

/** False when this user has no such token. */
export async function remove(db: Executor, userId: string, id: string): Promise<boolean> {
	const row = await db
		.deleteFrom('api_token')
		.where('id', '=', id)
		.where('user_id', '=', userId)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}
