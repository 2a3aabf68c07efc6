/** Sessions by their stored id, the digest of what the cookie holds. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type SessionRow = Selectable<Database['session']>;
type Executor = Db | Transaction<Database>;

/** Newest use first; expired ones left out. */
export const listOf = (db: Executor, userId: string): Promise<SessionRow[]> =>
	db
		.selectFrom('session')
		.selectAll()
		.where('user_id', '=', userId)
		.where('expires_at', '>', sql<Date>`now()`)
		.orderBy('last_seen_at', 'desc')
		.execute();

/** Live sessions of everyone who has any. */
export async function countByUser(db: Executor): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('session')
		.select(({ fn }) => ['user_id', fn.countAll<number>().as('count')])
		.where('expires_at', '>', sql<Date>`now()`)
		.groupBy('user_id')
		.execute();
	return new Map(rows.map((row) => [row.user_id, row.count]));
}

/** Those of these sessions that are there, with their users, unless disabled. A guest's ends with the link it came by. */
export const findWithUsers = (db: Executor, ids: readonly string[]) =>
	db
		.selectFrom('session')
		.innerJoin('app_user', 'app_user.id', 'session.user_id')
		.leftJoin('review_guest', 'review_guest.user_id', 'app_user.id')
		.leftJoin('review_round', 'review_round.id', 'app_user.guest_round_id')
		.select(['session.id as session_id', 'session.expires_at', 'session.last_seen_at', 'session.user_agent'])
		.select(['app_user.id', 'app_user.email', 'app_user.name', 'app_user.initials'])
		.select(['app_user.admin', 'app_user.locale', 'app_user.guest_round_id'])
		.select('review_round.evaluation_id as guest_evaluation_id')
		.where('session.id', '=', sql<string>`any(${ids})`)
		.where('app_user.disabled_at', 'is', null)
		.where((eb) =>
			eb.or([
				eb('app_user.guest_round_id', 'is', null),
				eb.and([
					eb('review_guest.revoked_at', 'is', null),
					eb('review_guest.expires_at', '>', sql<Date>`now()`),
				]),
			]),
		)
		.execute();

export const insert = (
	db: Executor,
	row: { id: string; user_id: string; expires_at: Date; user_agent: string | null },
): Promise<unknown> => db.insertInto('session').values(row).execute();

export const extend = (db: Executor, id: string, expiresAt: Date): Promise<unknown> =>
	db.updateTable('session').set({ expires_at: expiresAt }).where('id', '=', id).execute();

export const touch = (db: Executor, id: string): Promise<unknown> =>
	db
		.updateTable('session')
		.set({ last_seen_at: sql<Date>`now()` })
		.where('id', '=', id)
		.execute();

export const remove = (db: Executor, id: string): Promise<unknown> =>
	db.deleteFrom('session').where('id', '=', id).execute();

/** The stored ids of the sessions that ended; `except` lives on. */
export async function removeOf(
	db: Executor,
	userId: string,
	except: string | null = null,
): Promise<string[]> {
	let query = db.deleteFrom('session').where('user_id', '=', userId);
	if (except !== null) query = query.where('id', '!=', except);
	const rows = await query.returning('id').execute();
	return rows.map((row) => row.id);
}

export const removeExpired = (db: Executor): Promise<unknown> =>
	db
		.deleteFrom('session')
		.where('expires_at', '<=', sql<Date>`now()`)
		.execute();
