/**
 * The statement that writes a commit: rows of many rooms, checked against each room's epoch and head, numbered and
 * chained. A room that another node has claimed meanwhile is left out of it, alone.
 */
import { HASH_BYTES, linkHash } from './chain.ts';

/** One change, let in and not yet committed. */
export interface LogRow {
	kind: 'update' | 'command';
	userId: string;
	sessionId: string | null;
	/** Whose clocks follow; 0: only deletions. */
	clientId: number;
	fromClock: number;
	toClock: number;
	/** Milliseconds since 1970, whole. */
	at: number;
	bytes: Uint8Array;
	/** Client ids this change is the first of; bound to the user with the same commit. */
	newClientIds: readonly number[];
}

export interface Head {
	seq: number;
	/** Hash of the row `seq`; no bytes while there is none. */
	hash: Buffer;
}

/** A room's part of a commit. */
export interface RoomRows {
	name: string;
	generation: number;
	epoch: number;
	/** The last committed row, as this node knows it. */
	head: Head;
	rows: readonly LogRow[];
}

const MANY_NAME = 'samsyn-append';

/** Answers with the place in the batch (from 1) of each room that was written. */
const MANY_SQL = `
with batch as (
	select * from unnest($1::text[], $2::int4[], $3::int8[], $4::int8[], $5::int8[])
		with ordinality as b (name, generation, epoch, base, head, nr)
), held as (
	update room set head_seq = b.head, head_hash = substring($6::bytea from (b.nr * ${HASH_BYTES} - ${HASH_BYTES - 1})::int for ${HASH_BYTES})
	from batch b
	where room.name = b.name and room.epoch = b.epoch and room.generation = b.generation and room.head_seq = b.base
	returning b.nr, room.name, room.generation, room.epoch
), bound as (
	insert into room_client (room, client_id, generation, user_id, session_id)
	select held.name, c.client_id, held.generation, ($7::text[])[c.actor], ($8::text[])[c.actor]
	from unnest($9::int4[], $10::int8[], $11::int4[]) as c (nr, client_id, actor) join held on held.nr = c.nr
	on conflict (room, client_id) do nothing
), written as (
	insert into update_log (room, seq, generation, epoch, kind, user_id, session_id, client_id, from_clock, to_clock, bytes, at, prev_hash, hash)
	select held.name, r.seq, held.generation, held.epoch, case r.kind when 1 then 'command' else 'update' end,
		($7::text[])[r.actor], ($8::text[])[r.actor], r.client_id, r.from_clock, r.to_clock,
		substring($12::bytea from r.start for r.length), timestamptz 'epoch' + r.at * interval '1 millisecond',
		substring($13::bytea from r.prev_start for r.prev_length),
		substring($14::bytea from (r.i * ${HASH_BYTES} - ${HASH_BYTES - 1})::int for ${HASH_BYTES})
	from unnest($15::int4[], $16::int8[], $17::int4[], $18::int4[], $19::int8[], $20::int8[], $21::int8[], $22::int8[], $23::int4[], $24::int4[], $25::int4[], $26::int4[])
		with ordinality as r (nr, seq, kind, actor, client_id, from_clock, to_clock, at, start, length, prev_start, prev_length, i)
	join held on held.nr = r.nr
)
select nr::int4 as nr from held`;

export interface Append {
	name: string;
	text: string;
	values: unknown[];
	/** Each room's head once this is committed, in the order given. */
	heads: Head[];
}

const ONE_NAME = 'samsyn-append-one';

/** The same for a single row that brings no client id: what a calm room writes, at half the cost. */
const ONE_SQL = `
with held as (
	update room set head_seq = $5, head_hash = $6
	where name = $1 and generation = $2 and epoch = $3 and head_seq = $4
	returning name
)
insert into update_log (room, seq, generation, epoch, kind, user_id, session_id, client_id, from_clock, to_clock, bytes, at, prev_hash, hash)
select name, $5, $2, $3, $7, $8, $9, $10, $11, $12, $13, timestamptz 'epoch' + $14::int8 * interval '1 millisecond', $15, $6
from held
returning 1 as nr`;

const linkOf = ({ name, generation, epoch }: RoomRows, row: LogRow, seq: number, previous: Buffer): Buffer =>
	linkHash(previous, {
		room: name,
		seq,
		generation,
		epoch,
		kind: row.kind,
		userId: row.userId,
		sessionId: row.sessionId,
		clientId: row.clientId,
		fromClock: row.fromClock,
		toClock: row.toClock,
		at: row.at,
		bytes: row.bytes,
	});

/** The statement that writes these rows. */
export function buildAppend(rooms: readonly RoomRows[]): Append {
	const [room, ...others] = rooms;
	const [row, ...more] = room?.rows ?? [];
	return room && row && others.length === 0 && more.length === 0 && row.newClientIds.length === 0
		? appendOne(room, row)
		: appendMany(rooms);
}

function appendOne(room: RoomRows, row: LogRow): Append {
	const { seq: base, hash: previous } = room.head;
	const head = { seq: base + 1, hash: linkOf(room, row, base + 1, previous) };
	const values = [
		room.name,
		room.generation,
		room.epoch,
		base,
		head.seq,
		head.hash,
		row.kind,
		row.userId,
		row.sessionId,
		row.clientId,
		row.fromClock,
		row.toClock,
		bufferOf(row.bytes),
		row.at,
		previous,
	];
	return { name: ONE_NAME, text: ONE_SQL, values, heads: [head] };
}

/** A view: the driver takes other arrays of bytes for lists. */
const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const list = (numbers: readonly number[]): string => `{${numbers.join(',')}}`;

/** Bytes travel as three blobs with offsets: arrays of bytea would be hex text. */
function appendMany(rooms: readonly RoomRows[]): Append {
	const names: string[] = [];
	const roomNumbers = {
		generation: [] as number[],
		epoch: [] as number[],
		base: [] as number[],
		head: [] as number[],
	};
	const heads: Head[] = [];
	const users: string[] = [];
	const sessions: (string | null)[] = [];
	const actors = new Map<string, number>();
	const clients = { nr: [] as number[], id: [] as number[], actor: [] as number[] };
	const bodies: Uint8Array[] = [];
	const previous: Uint8Array[] = [];
	const hashes: Uint8Array[] = [];
	const columns: number[][] = Array.from({ length: 12 }, () => []);
	const [nr, seqs, kinds, actorNrs, clientIds, from, to, at, starts, lengths, prevStarts, prevLengths] =
		columns as [
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
			number[],
		];
	let bodyAt = 1;
	let prevAt = 1;

	const actorOf = (row: LogRow): number => {
		const key = `${row.userId}\n${row.sessionId ?? ''}`;
		let actor = actors.get(key);
		if (actor === undefined) {
			users.push(row.userId);
			sessions.push(row.sessionId);
			actor = users.length;
			actors.set(key, actor);
		}
		return actor;
	};

	for (const room of rooms) {
		names.push(room.name);
		const place = names.length;
		let { seq, hash } = room.head;
		for (const row of room.rows) {
			const actor = actorOf(row);
			seq++;
			const next = linkOf(room, row, seq, hash);
			nr.push(place);
			seqs.push(seq);
			kinds.push(row.kind === 'command' ? 1 : 0);
			actorNrs.push(actor);
			clientIds.push(row.clientId);
			from.push(row.fromClock);
			to.push(row.toClock);
			at.push(row.at);
			starts.push(bodyAt);
			lengths.push(row.bytes.length);
			bodies.push(row.bytes);
			bodyAt += row.bytes.length;
			prevStarts.push(prevAt);
			prevLengths.push(hash.length);
			previous.push(hash);
			prevAt += hash.length;
			hashes.push(next);
			for (const id of row.newClientIds) {
				clients.nr.push(place);
				clients.id.push(id);
				clients.actor.push(actor);
			}
			hash = next;
		}
		roomNumbers.generation.push(room.generation);
		roomNumbers.epoch.push(room.epoch);
		roomNumbers.base.push(room.head.seq);
		roomNumbers.head.push(seq);
		heads.push({ seq, hash });
	}
	return {
		name: MANY_NAME,
		text: MANY_SQL,
		heads,
		values: [
			names,
			list(roomNumbers.generation),
			list(roomNumbers.epoch),
			list(roomNumbers.base),
			list(roomNumbers.head),
			Buffer.concat(heads.map((head) => head.hash)),
			users,
			sessions,
			list(clients.nr),
			list(clients.id),
			list(clients.actor),
			Buffer.concat(bodies),
			Buffer.concat(previous),
			Buffer.concat(hashes),
			...columns.map(list),
		],
	};
}
