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

/** The last position of the log; 0 where it has no row. */
export async function headOf(db: Executor, room: string): Promise<number> {
	const row = await db
		.selectFrom('update_log')
		.select('seq')
		.where('room', '=', room)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.seq ?? 0;
}

/** When a row was written, and by whom. */
export const writtenAt = (db: Executor, room: string, seq: number) =>
	db
		.selectFrom('update_log')
		.select(['at', 'user_id'])
		.where('room', '=', room)
		.where('seq', '=', seq)
		.executeTakeFirst();

/**
 * The newest stored state at or before a position, a room's own or a snapshot's; undefined: apply the log from its
 * beginning. Snapshots stay for ever, so a position long ago has one near it.
 */
export const stateBefore = (
	db: Executor,
	room: string,
	seq: number,
): Promise<{ seq: number; bytes: Buffer } | undefined> =>
	db
		.selectFrom(
			db
				.selectFrom('room_state')
				.select(['seq', 'bytes'])
				.where('room', '=', room)
				.where('seq', '<=', seq)
				.orderBy('seq', 'desc')
				.limit(1)
				.unionAll((query) =>
					query.parens(
						query
							.selectFrom('snapshot')
							.select(['seq', 'state as bytes'])
							.where('room', '=', room)
							.where('seq', '<=', seq)
							.orderBy('seq', 'desc')
							.limit(1),
					),
				)
				.as('stored'),
		)
		.select(['seq', 'bytes'])
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

/** The rows that brought what these clients wrote, by client and clock; without their bytes. */
export const authorsOfClients = async (db: Executor, room: string, clients: readonly number[]) =>
	clients.length === 0
		? []
		: db
				.selectFrom('update_log')
				.select(['client_id', 'from_clock', 'to_clock', 'user_id', 'at'])
				.where('room', '=', room)
				.where('client_id', 'in', clients)
				.whereRef('to_clock', '>', 'from_clock')
				.orderBy('client_id')
				.orderBy('from_clock')
				.orderBy('seq')
				.execute();

export type ClientRow = Awaited<ReturnType<typeof authorsOfClients>>[number];

/** Who these client ids are bound to, and since when. */
export const boundClients = async (db: Executor, room: string, clients: readonly number[]) =>
	clients.length === 0
		? []
		: db
				.selectFrom('room_client')
				.select(['client_id', 'user_id', 'at'])
				.where('room', '=', room)
				.where('client_id', 'in', clients)
				.execute();
