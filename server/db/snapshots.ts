/** Snapshots: written once, never changed. Each names the hash of the one before it in the same room. */
import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;

/** Dated when it is written: by its transaction's beginning, one that waited for its room would seem the older. */
export const insert = (tx: Executor, row: Omit<Insertable<Database['snapshot']>, 'at'>): Promise<unknown> =>
	tx
		.insertInto('snapshot')
		.values({ ...row, at: sql<Date>`clock_timestamp()` })
		.execute();

const SUMMARY = [
	'id',
	'evaluation_id',
	'label',
	'kind',
	'seq',
	'sha256',
	'prev_sha256',
	'by_user',
	'at',
] as const;

export type SnapshotSummaryRow = Awaited<ReturnType<typeof list>>[number];
export type SnapshotRow = NonNullable<Awaited<ReturnType<typeof find>>>;

/** Newest first, without state and content. */
export const list = (db: Executor, evaluationId: string) =>
	db
		.selectFrom('snapshot')
		.select(SUMMARY)
		.where('evaluation_id', '=', evaluationId)
		.orderBy('seq', 'desc')
		.orderBy('at', 'desc')
		.execute();

/** Those of a stretch of the log, both ends included, oldest first. */
export const between = (db: Executor, evaluationId: string, from: number, to: number) =>
	db
		.selectFrom('snapshot')
		.select(SUMMARY)
		.where('evaluation_id', '=', evaluationId)
		.where('seq', '>=', from)
		.where('seq', '<=', to)
		.orderBy('seq')
		.orderBy('at')
		.execute();

/** With content, without state. */
export const find = (db: Executor, evaluationId: string, id: string) =>
	db
		.selectFrom('snapshot')
		.select([...SUMMARY, 'content'])
		.where('evaluation_id', '=', evaluationId)
		.where('id', '=', id)
		.executeTakeFirst();

export const latestHash = async (tx: Executor, room: string): Promise<string | null> => {
	const last = await tx
		.selectFrom('snapshot')
		.select('sha256')
		.where('room', '=', room)
		.orderBy('seq', 'desc')
		.orderBy('at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last?.sha256 ?? null;
};
