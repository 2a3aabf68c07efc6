/** Links by which anybody may read a finalised report. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type ShareRow = Selectable<Database['report_share']>;
type Executor = Db | Transaction<Database>;

/** `days`: how long it holds from now on; null: until it is revoked. */
export const insert = (
	tx: Executor,
	{ days, ...row }: Omit<Insertable<Database['report_share']>, 'expires_at'> & { days: number | null },
): Promise<ShareRow> =>
	tx
		.insertInto('report_share')
		.values({
			...row,
			expires_at: days === null ? null : sql<Date>`clock_timestamp() + make_interval(days => ${days})`,
		})
		.returningAll()
		.executeTakeFirstOrThrow();

/** Newest first, revoked and expired ones as well. */
export const list = (db: Executor, evaluationId: string): Promise<ShareRow[]> =>
	db
		.selectFrom('report_share')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();

/** Undefined where it was revoked already, or is no link of this evaluation. */
export const revoke = (tx: Executor, evaluationId: string, id: string): Promise<ShareRow | undefined> =>
	tx
		.updateTable('report_share')
		.set({ revoked_at: sql<Date>`clock_timestamp()` })
		.where('id', '=', id)
		.where('evaluation_id', '=', evaluationId)
		.where('revoked_at', 'is', null)
		.returningAll()
		.executeTakeFirst();

/** The link behind a secret while it holds. */
export const holding = (db: Executor, tokenHash: string): Promise<ShareRow | undefined> =>
	db
		.selectFrom('report_share')
		.selectAll()
		.where('token_hash', '=', tokenHash)
		.where('revoked_at', 'is', null)
		.where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`clock_timestamp()`)]))
		.executeTakeFirst();

/** The newest final version of an evaluation; undefined where it never was final. */
export const newestFinal = (db: Executor, evaluationId: string) =>
	db
		.selectFrom('snapshot')
		.select(['id', 'label', 'at'])
		.where('evaluation_id', '=', evaluationId)
		.where('kind', '=', 'final')
		.orderBy('at', 'desc')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
