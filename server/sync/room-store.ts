/** The queries of rooms: claim, load, states, client ids. */
import { crc32 } from 'node:zlib';
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

/** A document at one log position, encoded. */
export interface StoredState {
	seq: number;
	update: Uint8Array;
	/** Of the update, if it is known without reading it through. */
	stateVector: Uint8Array | undefined;
}

/** What a document is made of: a stored state, if there is one, and every update after it, in order. */
export interface StoredDocument {
	state: StoredState | undefined;
	tail: Uint8Array[];
}

/** Over a state and its state vector, so that one is never taken for another's. */
export const stateChecksum = (update: Uint8Array, stateVector: Uint8Array): number =>
	crc32(stateVector, crc32(update));

/**
 * The newest stored state at or below `head`. One that is no longer what was stored is passed over, as the log leads to
 * the same document; `damaged` is told of its position.
 */
export async function readState(
	db: Executor,
	name: string,
	head = Number.MAX_SAFE_INTEGER,
	damaged?: (seq: number) => void,
): Promise<StoredState | undefined> {
	const row = await db
		.selectFrom('room_state')
		.select(['seq', 'bytes', 'state_vector', 'checksum'])
		.where('room', '=', name)
		.where('seq', '<=', head)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) return undefined;
	const { seq, bytes: update, state_vector: stateVector, checksum } = row;
	if (stateVector && stateChecksum(update, stateVector) !== checksum) {
		damaged?.(seq);
		return readState(db, name, seq - 1, damaged);
	}
	return { seq, update, stateVector: stateVector ?? undefined };
}

/** Every update after one log position up to another, in order. */
async function readTail(db: Executor, name: string, after: number, head: number): Promise<Uint8Array[]> {
	if (head <= after) return [];
	const rows = await db
		.selectFrom('update_log')
		.select('bytes')
		.where('room', '=', name)
		.where('seq', '>', after)
		.where('seq', '<=', head)
		.orderBy('seq')
		.execute();
	if (rows.length !== head - after)
		throw new Error(`the log of ${name} has ${rows.length} rows from ${after} to ${head}`);
	return rows.map(({ bytes }) => bytes);
}

/** The document at `head`; `newest`: the newest state, if it was read already. */
export async function readDocument(
	db: Executor,
	name: string,
	head: number,
	newest?: StoredState,
): Promise<StoredDocument> {
	const state = newest && newest.seq <= head ? newest : await readState(db, name, head);
	return { state, tail: await readTail(db, name, state?.seq ?? 0, head) };
}

export const updatesOf = ({ state, tail }: StoredDocument): Uint8Array[] =>
	state ? [state.update, ...tail] : tail;

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
export async function writeState(
	db: Db,
	name: string,
	{ seq, update, stateVector }: StoredState,
): Promise<void> {
	await db
		.insertInto('room_state')
		.values({
			room: name,
			seq,
			bytes: update,
			state_vector: stateVector ?? null,
			checksum: stateVector ? stateChecksum(update, stateVector) : null,
		})
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
