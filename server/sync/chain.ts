/**
 * The hash chain of a room's log: each row carries the SHA-256 of the row before it, so a row that was
 * changed, removed or slipped in shows when the chain is computed again from the table alone.
 */
import { hash } from 'node:crypto';

/** What a row's hash covers, besides the hash before it. */
export interface ChainedRow {
	room: string;
	seq: number;
	generation: number;
	epoch: number;
	kind: 'update' | 'command';
	userId: string | null;
	sessionId: string | null;
	clientId: number;
	fromClock: number;
	toClock: number;
	/** Milliseconds since 1970, whole. */
	at: number;
	bytes: Uint8Array;
}

/** `prev_hash` of a room's first row: no bytes. */
export const CHAIN_START = Buffer.alloc(0);
export const HASH_BYTES = 32;

const NULL_TEXT = 0xffff_ffff;
const FIXED_BYTES = 8 * 6 + 4 + 1;
const LENGTHS_BYTES = 4 * 4;

/**
 * SHA-256 over these bytes, in this order, all numbers big-endian and unsigned:
 *
 *   prev_hash   0 bytes for the first row of a room, else 32
 *   room        u32 length, UTF-8
 *   seq         u64
 *   generation  u32
 *   epoch       u64
 *   kind        u8: 0 update, 1 command
 *   user_id     u32 length, UTF-8; null: the length ff ff ff ff and no bytes
 *   session_id  as user_id
 *   client_id   u64
 *   from_clock  u64
 *   to_clock    u64
 *   at          u64, milliseconds since 1970
 *   bytes       u32 length, the Yjs update
 */
export function linkHash(previous: Uint8Array, row: ChainedRow): Buffer {
	const texts = utf8Bytes(row.room) + utf8Bytes(row.userId) + utf8Bytes(row.sessionId);
	const size = previous.length + FIXED_BYTES + LENGTHS_BYTES + texts + row.bytes.length;
	const buffer = Buffer.allocUnsafe(size);
	buffer.set(previous, 0);
	let at = previous.length;
	at = writeText(buffer, row.room, at);
	at = writeU64(buffer, row.seq, at);
	at = buffer.writeUInt32BE(row.generation, at);
	at = writeU64(buffer, row.epoch, at);
	at = buffer.writeUInt8(row.kind === 'command' ? 1 : 0, at);
	at = writeText(buffer, row.userId, at);
	at = writeText(buffer, row.sessionId, at);
	at = writeU64(buffer, row.clientId, at);
	at = writeU64(buffer, row.fromClock, at);
	at = writeU64(buffer, row.toClock, at);
	at = writeU64(buffer, row.at, at);
	at = buffer.writeUInt32BE(row.bytes.length, at);
	buffer.set(row.bytes, at);
	return hash('sha256', buffer, 'buffer');
}

const utf8Bytes = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text));

function writeText(buffer: Buffer, text: string | null, at: number): number {
	if (text === null) return buffer.writeUInt32BE(NULL_TEXT, at);
	const start = at + 4;
	const length = buffer.write(text, start, 'utf8');
	buffer.writeUInt32BE(length, at);
	return start + length;
}

/** Exact up to 2^53. */
function writeU64(buffer: Buffer, value: number, at: number): number {
	buffer.writeUInt32BE(Math.floor(value / 0x1_0000_0000), at);
	return buffer.writeUInt32BE(value % 0x1_0000_0000, at + 4);
}
