/**
 * Proves from the tables alone that nothing was changed behind the product's back: each room's log is one
 * unbroken hash chain, and each snapshot is what the log says the document was at its position.
 */
import type { Selectable } from 'kysely';
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { CHAIN_START, linkHash } from '../sync/chain.ts';
import { contentHash } from './snapshots.ts';

export interface Verification {
	rooms: number;
	rows: number;
	snapshots: number;
	/** Empty: everything is as it was written. */
	faults: Fault[];
}

export interface Fault {
	room: string;
	/** Log position. */
	seq: number;
	what:
		| 'row missing'
		| 'row changed'
		| 'chain broken'
		| 'head differs'
		| 'row cannot be applied'
		| 'snapshot content differs from its hash'
		| 'snapshot differs from the log'
		| 'snapshot chain broken';
	/** Of a snapshot. */
	id?: string;
}

type Row = Selectable<Database['update_log']>;
type SnapshotRow = Pick<
	Selectable<Database['snapshot']>,
	'id' | 'seq' | 'content' | 'sha256' | 'prev_sha256'
>;

/** Rows held in memory at a time. */
const PAGE = 500;

/** Works beside a running server: what is committed after it has begun with a room is left out. */
export async function verifyAll(db: Db): Promise<Verification> {
	const result: Verification = { rooms: 0, rows: 0, snapshots: 0, faults: [] };
	const rooms = await db
		.selectFrom('room')
		.select(['name', 'head_seq', 'head_hash'])
		.orderBy('name')
		.execute();
	for (const room of rooms) {
		const faults = (fault: Omit<Fault, 'room'>) => result.faults.push({ room: room.name, ...fault });
		const checked = await verifyRoom(db, room.name, { seq: room.head_seq, hash: room.head_hash }, faults);
		result.rooms += 1;
		result.rows += checked.rows;
		result.snapshots += checked.snapshots;
	}
	return result;
}

type Report = (fault: Omit<Fault, 'room'>) => void;

async function verifyRoom(db: Db, room: string, head: { seq: number; hash: Buffer }, report: Report) {
	const snapshots = await snapshotsOf(db, room, head.seq);
	const doc = leaveMarks(new Y.Doc());
	const chain = { seq: 0, hash: CHAIN_START };
	let next = 0;
	const compareSnapshots = () => {
		for (let at = snapshots[next]; at && at.seq <= chain.seq; at = snapshots[next]) {
			compare(doc, at, report);
			next += 1;
		}
	};
	try {
		compareSnapshots();
		for await (const row of rowsOf(db, room, head.seq)) {
			checkLink(chain, row, report);
			try {
				Y.applyUpdate(doc, row.bytes);
			} catch {
				report({ seq: row.seq, what: 'row cannot be applied' });
			}
			compareSnapshots();
		}
	} finally {
		doc.destroy();
	}
	if (chain.seq !== head.seq) report({ seq: head.seq, what: 'row missing' });
	else if (!chain.hash.equals(head.hash)) report({ seq: head.seq, what: 'head differs' });
	checkSnapshotChain(snapshots, report);
	return { rows: chain.seq, snapshots: snapshots.length };
}

async function* rowsOf(db: Db, room: string, upTo: number): AsyncGenerator<Row> {
	for (let after = 0; ;) {
		const rows = await db
			.selectFrom('update_log')
			.selectAll()
			.where('room', '=', room)
			.where('seq', '>', after)
			.where('seq', '<=', upTo)
			.orderBy('seq')
			.limit(PAGE)
			.execute();
		const last = rows.at(-1);
		if (!last) return;
		yield* rows;
		after = last.seq;
	}
}

/** Moves the chain on to this row, also past a fault, so that one fault is not told for every later row. */
function checkLink(chain: { seq: number; hash: Buffer }, row: Row, report: Report): void {
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
	chain.seq = row.seq;
	chain.hash = row.hash;
}

const snapshotsOf = (db: Db, room: string, upTo: number): Promise<SnapshotRow[]> =>
	db
		.selectFrom('snapshot')
		.select(['id', 'seq', 'content', 'sha256', 'prev_sha256'])
		.where('room', '=', room)
		.where('seq', '<=', upTo)
		.orderBy('seq')
		.orderBy('at')
		.execute();

function compare(doc: Y.Doc, { id, seq, content, sha256 }: SnapshotRow, report: Report): void {
	if (contentHash(content as CanonicalContent) !== sha256)
		report({ seq, id, what: 'snapshot content differs from its hash' });
	if (contentHash(canonicalContent(doc)) !== sha256)
		report({ seq, id, what: 'snapshot differs from the log' });
}

/** Each names the hash of the one before it in the same room. */
function checkSnapshotChain(snapshots: readonly SnapshotRow[], report: Report): void {
	let before: string | null = null;
	for (const { id, seq, sha256, prev_sha256 } of snapshots) {
		if (prev_sha256 !== before) report({ seq, id, what: 'snapshot chain broken' });
		before = sha256;
	}
}
