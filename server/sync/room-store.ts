/** The queries of rooms: claim, load, states, client ids. */
import { sql, type Transaction } from 'kysely';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import type { Head } from './log-statement.ts';

type Executor = Db | Transaction<Database>;

export interface ClaimedRoom {
	generation: number;
	epoch: number;
	head: Head;
}

export interface ClientBinding {
	clientId: number;
	generation: number;
	userId: string;
	sessionId: string | null;
	/** Given out with a page; does not count against the session's share. */
	issued: boolean;
}

/** How many states of a room are kept: the newest, and one before it. */
const STATES_KEPT = 2;

/**
 * Makes this node the room's owner, and the room itself on its first open. The epoch rises, so whoever held the
 * room before can no longer write to its log.
 */
export async function claim(db: Db, name: string, evaluationId: string, owner: string): Promise<ClaimedRoom> {
	const row = await db
		.insertInto('room')
		.values({ name, evaluation_id: evaluationId, epoch: 1, owner })
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet({ epoch: sql`room.epoch + 1`, owner: sql`excluded.owner` }),
		)
		.returning(['generation', 'epoch', 'head_seq', 'head_hash'])
		.executeTakeFirstOrThrow();
	return {
		generation: row.generation,
		epoch: row.epoch,
		head: { seq: row.head_seq, hash: row.head_hash },
	};
}

/** The last stored state at or below `head`, if any, and every update after it, in order. */
export async function readDocument(
	db: Executor,
	name: string,
	head: number,
): Promise<{ stateSeq: number; updates: Uint8Array[] }> {
	const state = await db
		.selectFrom('room_state')
		.select(['seq', 'bytes'])
		.where('room', '=', name)
		.where('seq', '<=', head)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	const stateSeq = state?.seq ?? 0;
	const tail =
		head > stateSeq
			? await db
					.selectFrom('update_log')
					.select('bytes')
					.where('room', '=', name)
					.where('seq', '>', stateSeq)
					.where('seq', '<=', head)
					.orderBy('seq')
					.execute()
			: [];
	if (tail.length !== head - stateSeq)
		throw new Error(`the log of ${name} has ${tail.length} rows from ${stateSeq} to ${head}`);
	const updates = tail.map((row) => row.bytes as Uint8Array);
	return { stateSeq, updates: state ? [state.bytes, ...updates] : updates };
}

export async function readBindings(db: Db, name: string): Promise<ClientBinding[]> {
	const rows = await db.selectFrom('room_client').selectAll().where('room', '=', name).execute();
	return rows.map((row) => ({
		clientId: row.client_id,
		generation: row.generation,
		userId: row.user_id,
		sessionId: row.session_id,
		issued: row.issued,
	}));
}

/** Stores the document at one log position; older states beyond the newest two go. */
export async function writeState(db: Db, name: string, seq: number, bytes: Uint8Array): Promise<void> {
	await db
		.insertInto('room_state')
		.values({ room: name, seq, bytes })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await sql`
		delete from room_state where room = ${name} and seq < (
			select min(seq) from (
				select seq from room_state where room = ${name} order by seq desc limit ${STATES_KEPT}
			) kept
		)`.execute(db);
}

/** The room's generation; makes the room if this is the first anybody hears of it. */
export async function ensure(db: Db, name: string, evaluationId: string): Promise<number> {
	await db
		.insertInto('room')
		.values({ name, evaluation_id: evaluationId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const row = await db
		.selectFrom('room')
		.select('generation')
		.where('name', '=', name)
		.executeTakeFirstOrThrow();
	return row.generation;
}

/** False if the id is taken in this room. */
export async function bindIssued(
	db: Executor,
	binding: { name: string; clientId: number; generation: number; userId: string; sessionId: string },
): Promise<boolean> {
	const row = await db
		.insertInto('room_client')
		.values({
			room: binding.name,
			client_id: binding.clientId,
			generation: binding.generation,
			user_id: binding.userId,
			session_id: binding.sessionId,
			issued: true,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('client_id')
		.executeTakeFirst();
	return row !== undefined;
}
