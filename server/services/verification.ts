/**
 * Proves from the tables alone that nothing was changed behind the product's back: each room's log is one unbroken
 * hash chain, and each snapshot and stored state is what the log says the document was at its position.
 */
import type { Selectable, Transaction } from 'kysely';
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { CHAIN_START, linkHash } from '../sync/chain.ts';
import { checkSnapshot, checkSnapshotChain, checkState, type SnapshotRow } from './verification-states.ts';

export interface Verification {
	rooms: number;
	rows: number;
	snapshots: number;
	/** Stored states that rooms are loaded from. */
	states: number;
	/** Empty: everything is as it was written. */
	faults: Fault[];
}

export interface Fault {
	room: string;
	/** Log position. */
	seq: number;
	what: FaultKind;
	/** Of a snapshot. */
	id?: string;
}

export type FaultKind =
	| 'row missing'
	| 'row changed'
	| 'row beyond the head'
	| 'chain broken'
	| 'head differs'
	| 'row cannot be applied'
	| 'row without a room'
	| 'generation goes back'
	| 'epoch goes back'
	| 'snapshot content differs from its hash'
	| 'snapshot differs from the log'
	| 'snapshot state differs from the log'
	| 'snapshot beyond the log'
	| 'snapshot chain broken'
	| 'state differs from the log'
	| 'state beyond the log';

export interface VerifyOptions {
	/** Only the rooms of this evaluation. */
	evaluationId?: string;
	/** Called before each room. */
	progress?: (done: number, rooms: number) => void;
}

export type Report = (fault: Omit<Fault, 'room'>) => void;
type Tx = Transaction<Database>;
type Row = Selectable<Database['update_log']>;
type RoomRow = Pick<Selectable<Database['room']>, 'name' | 'generation' | 'epoch' | 'head_seq' | 'head_hash'>;

/** Rows held in memory at a time. */
const PAGE = 500;

/** Works beside a running server: everything is looked at as of one moment. */
export function verifyAll(db: Db | Tx, options: VerifyOptions = {}): Promise<Verification> {
	if (db.isTransaction) return verifyIn(db as Tx, options);
	return db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute((tx) => verifyIn(tx, options));
}

async function verifyIn(tx: Tx, { evaluationId, progress }: VerifyOptions): Promise<Verification> {
	const result: Verification = { rooms: 0, rows: 0, snapshots: 0, states: 0, faults: [] };
	const rooms = await tx
		.selectFrom('room')
		.select(['name', 'generation', 'epoch', 'head_seq', 'head_hash'])
		.$if(evaluationId !== undefined, (query) => query.where('evaluation_id', '=', evaluationId!))
		.orderBy('name')
		.execute();
	for (const [done, room] of rooms.entries()) {
		progress?.(done, rooms.length);
		const checked = await verifyRoom(tx, room, (fault) => result.faults.push({ room: room.name, ...fault }));
		result.rooms += 1;
		result.rows += checked.rows;
		result.snapshots += checked.snapshots;
		result.states += checked.states;
	}
	if (evaluationId === undefined) result.faults.push(...(await strays(tx)));
	return result;
}

/** Logs that belong to no room: the database does not refuse them. */
async function strays(tx: Tx): Promise<Fault[]> {
	const rows = await tx
		.selectFrom('update_log')
		.select(['room', (of) => of.fn.max('seq').as('seq')])
		.where((is) =>
			is.not(is.exists(is.selectFrom('room').select('name').whereRef('name', '=', 'update_log.room'))),
		)
		.groupBy('room')
		.execute();
	return rows.map(({ room, seq }) => ({ room, seq, what: 'row without a room' }));
}

async function verifyRoom(tx: Tx, room: RoomRow, report: Report) {
	const kept = new Kept(await snapshotsOf(tx, room.name), await statesOf(tx, room.name), tx, room.name);
	const doc = leaveMarks(new Y.Doc());
	const chain = { seq: 0, hash: CHAIN_START, generation: 0, epoch: 0 };
	try {
		await kept.compareUpTo(0, doc, report);
		for await (const row of rowsOf(tx, room.name)) {
			if (row.seq > room.head_seq) {
				report({ seq: row.seq, what: 'row beyond the head' });
				continue;
			}
			checkLink(chain, row, report);
			try {
				Y.applyUpdate(doc, row.bytes);
			} catch {
				report({ seq: row.seq, what: 'row cannot be applied' });
			}
			await kept.compareUpTo(chain.seq, doc, report);
		}
	} finally {
		doc.destroy();
	}
	if (chain.seq !== room.head_seq) report({ seq: room.head_seq, what: 'row missing' });
	else if (!chain.hash.equals(room.head_hash)) report({ seq: room.head_seq, what: 'head differs' });
	checkOrder(chain, room, room.head_seq, report);
	kept.reportRest(report);
	checkSnapshotChain(kept.snapshots, report);
	return { rows: chain.seq, snapshots: kept.snapshots.length, states: kept.states.length };
}

/** What was kept of a room's document, to be compared with the log as it is applied. */
class Kept {
	readonly snapshots: readonly SnapshotRow[];
	/** Log positions of stored states. */
	readonly states: readonly number[];
	readonly #tx: Tx;
	readonly #room: string;
	#nextSnapshot = 0;
	#nextState = 0;

	constructor(snapshots: readonly SnapshotRow[], states: readonly number[], tx: Tx, room: string) {
		this.snapshots = snapshots;
		this.states = states;
		this.#tx = tx;
		this.#room = room;
	}

	async compareUpTo(seq: number, doc: Y.Doc, report: Report): Promise<void> {
		for (let at = this.snapshots[this.#nextSnapshot]; at && at.seq <= seq;) {
			const kept = await this.#tx
				.selectFrom('snapshot')
				.select(['content', 'state'])
				.where('id', '=', at.id)
				.executeTakeFirstOrThrow();
			checkSnapshot(doc, { ...at, ...kept }, report);
			at = this.snapshots[++this.#nextSnapshot];
		}
		for (let at = this.states[this.#nextState]; at !== undefined && at <= seq;) {
			const kept = await this.#tx
				.selectFrom('room_state')
				.select(['bytes', 'state_vector', 'checksum'])
				.where('room', '=', this.#room)
				.where('seq', '=', at)
				.executeTakeFirstOrThrow();
			checkState(doc, { ...kept, seq: at }, report);
			at = this.states[++this.#nextState];
		}
	}

	/** Those that no row led to. */
	reportRest(report: Report): void {
		for (const { id, seq } of this.snapshots.slice(this.#nextSnapshot))
			report({ seq, id, what: 'snapshot beyond the log' });
		for (const seq of this.states.slice(this.#nextState)) report({ seq, what: 'state beyond the log' });
	}
}

async function* rowsOf(tx: Tx, room: string): AsyncGenerator<Row> {
	for (let after = 0; ;) {
		const rows = await tx
			.selectFrom('update_log')
			.selectAll()
			.where('room', '=', room)
			.where('seq', '>', after)
			.orderBy('seq')
			.limit(PAGE)
			.execute();
		const last = rows.at(-1);
		if (!last) return;
		yield* rows;
		after = last.seq;
	}
}

interface Chain {
	seq: number;
	hash: Buffer;
	generation: number;
	epoch: number;
}

/** Moves the chain on to this row, also past a fault, so that one fault is not told for every later row. */
function checkLink(chain: Chain, row: Row, report: Report): void {
	if (row.seq !== chain.seq + 1) report({ seq: chain.seq + 1, what: 'row missing' });
	else if (!row.prev_hash.equals(chain.hash)) report({ seq: row.seq, what: 'chain broken' });
	const computed = linkHash(row.prev_hash, {
		room: row.room,
		seq: row.seq,
		generation: row.generation,
		epoch: row.epoch,
		kind: row.kind,
		userId: row.user_id,
		sessionId: row.session_id,
		clientId: row.client_id,
		fromClock: row.from_clock,
		toClock: row.to_clock,
		at: row.at.getTime(),
		bytes: row.bytes,
	});
	if (!computed.equals(row.hash)) report({ seq: row.seq, what: 'row changed' });
	checkOrder(chain, row, row.seq, report);
	chain.seq = row.seq;
	chain.hash = row.hash;
	chain.generation = row.generation;
	chain.epoch = row.epoch;
}

/** A restore raises the generation and every new holder the epoch; neither ever falls. */
function checkOrder(
	chain: Chain,
	{ generation, epoch }: { generation: number; epoch: number },
	seq: number,
	report: Report,
): void {
	if (generation < chain.generation) report({ seq, what: 'generation goes back' });
	if (epoch < chain.epoch) report({ seq, what: 'epoch goes back' });
}

const snapshotsOf = (tx: Tx, room: string): Promise<SnapshotRow[]> =>
	tx
		.selectFrom('snapshot')
		.select(['id', 'seq', 'sha256', 'prev_sha256'])
		.where('room', '=', room)
		.orderBy('seq')
		.orderBy('at')
		.execute();

async function statesOf(tx: Tx, room: string): Promise<number[]> {
	const rows = await tx
		.selectFrom('room_state')
		.select('seq')
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	return rows.map(({ seq }) => seq);
}
