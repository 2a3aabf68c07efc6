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

/** The newest final one, with content; `until`: of those that were there then. */
export function newestFinal(db: Executor, evaluationId: string, until: Date | null) {
	let query = db
		.selectFrom('snapshot')
		.select([...SUMMARY, 'content'])
		.where('evaluation_id', '=', evaluationId)
		.where('kind', '=', 'final')
		.orderBy('seq', 'desc')
		.orderBy('at', 'desc')
		.limit(1);
	if (until !== null) query = query.where('at', '<=', until);
	return query.executeTakeFirst();
}

/** Those that are called final, and that no final version was made from. */
export const finalWithoutVersion = (db: Executor) =>
	db
		.selectFrom('snapshot')
		.leftJoin('final_version', 'final_version.snapshot_id', 'snapshot.id')
		.select(['snapshot.id', 'snapshot.evaluation_id'])
		.where('snapshot.kind', '=', 'final')
		.where('final_version.snapshot_id', 'is', null)
		.orderBy('snapshot.id')
		.execute();

/**
 * Evaluations not final whose shared document has log rows after its newest snapshot, where that, or the
 * evaluation's beginning, is no later than `before`.
 */
export const due = (db: Executor, before: Date) =>
	db
		.selectFrom('room')
		.innerJoin('evaluation', 'evaluation.id', 'room.evaluation_id')
		.leftJoinLateral(
			(query) =>
				query
					.selectFrom('snapshot')
					.select(['snapshot.seq', 'snapshot.at', 'snapshot.sha256'])
					.whereRef('snapshot.room', '=', 'room.name')
					.orderBy('snapshot.seq', 'desc')
					.orderBy('snapshot.at', 'desc')
					.limit(1)
					.as('last'),
			(join) => join.onTrue(),
		)
		.select(['room.name as room', 'room.head_seq', 'evaluation.id as evaluation_id', 'last.sha256'])
		.where('room.name', '=', sql<string>`'evaluation/' || evaluation.id`)
		.where('evaluation.phase', '!=', 'final')
		.where(sql<boolean>`room.head_seq > coalesce(last.seq, 0)`)
		.where(sql<boolean>`coalesce(last.at, evaluation.created_at) <= ${before}`)
		.orderBy('evaluation.id')
		.execute();

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
