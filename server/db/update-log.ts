/** Reading the update log: the rows themselves, and the state they can be applied to. */
import type { Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;

/** The last position at or before a point in time; 0 where the room had no row yet. */
export async function positionAt(db: Executor, room: string, at: Date): Promise<number> {
	const row = await db
		.selectFrom('update_log')
		.select('seq')
		.where('room', '=', room)
		.where('at', '<=', at)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.seq ?? 0;
}

/** The newest stored state at or before a position; undefined: apply the log from its beginning. */
export const stateBefore = (
	db: Executor,
	room: string,
	seq: number,
): Promise<{ seq: number; bytes: Buffer } | undefined> =>
	db
		.selectFrom('room_state')
		.select(['seq', 'bytes'])
		.where('room', '=', room)
		.where('seq', '<=', seq)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();

/** Rows after one position up to another, in order; at most `limit`. */
export const rowsBetween = (db: Executor, room: string, after: number, upTo: number, limit: number) =>
	db
		.selectFrom('update_log')
		.select(['seq', 'kind', 'generation', 'user_id', 'at', 'bytes'])
		.where('room', '=', room)
		.where('seq', '>', after)
		.where('seq', '<=', upTo)
		.orderBy('seq')
		.limit(limit)
		.execute();

export type LogRow = Awaited<ReturnType<typeof rowsBetween>>[number];
