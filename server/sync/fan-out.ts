/**
 * Who gets what of one commit: readers the whole run of updates in one shared buffer, authors everything but
 * their own with an acknowledgement in its place, and those who wait for a log position their answer after it.
 * Costs follow the number of sockets plus the number of rows, not their product.
 */
import { encodeAck } from '#document/protocol.ts';
import type { Connection } from './connection.ts';
import { frame } from './wire.ts';

/** Sent to one socket once a row is committed. */
export type After =
	{ to: Connection; ack: { clientId: number; clock: number } } | { to: Connection; document: Uint8Array };

export interface CommittedRow {
	/** Undefined: the server itself wrote it. */
	author: Connection | undefined;
	/** What the author is told; undefined where an acknowledgement must wait for earlier frames. */
	ack: { clientId: number; clock: number } | undefined;
	after: After[] | undefined;
}

export const ackFrame = (ack: { clientId: number; clock: number }, seq: number): Buffer =>
	frame(encodeAck({ ...ack, seq }));

class Run {
	readonly pieces: Uint8Array[] = [];
	/** Bytes of the shared buffer that are dealt with. */
	upTo = 0;
	hasDocument = false;
}

const NOTHING: readonly Uint8Array[] = [];

/**
 * `frames[i]` is the update frame of `rows[i]`; the rows' log positions begin at `firstSeq`. `presence`: what each socket
 * gets of presence in the same write.
 */
export function fanOut(
	connections: Iterable<Connection>,
	rows: readonly CommittedRow[],
	frames: readonly Uint8Array[],
	firstSeq: number,
	presence?: (connection: Connection) => readonly Uint8Array[],
): void {
	const shared = frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames);
	const runs = new Map<Connection, Run>();
	const runOf = (connection: Connection): Run => {
		let run = runs.get(connection);
		if (!run) runs.set(connection, (run = new Run()));
		return run;
	};
	const passOn = (run: Run, end: number): void => {
		if (end > run.upTo) run.pieces.push(shared.subarray(run.upTo, end));
		run.upTo = Math.max(run.upTo, end);
	};
	let start = 0;
	for (const [i, row] of rows.entries()) {
		const end = start + (frames[i]?.length ?? 0);
		if (row.author) {
			const run = runOf(row.author);
			passOn(run, start);
			run.upTo = end;
			if (row.ack) run.pieces.push(ackFrame(row.ack, firstSeq + i));
		}
		for (const after of row.after ?? []) {
			const run = runOf(after.to);
			passOn(run, end);
			if ('ack' in after) run.pieces.push(ackFrame(after.ack, firstSeq + i));
			else {
				run.pieces.push(after.document);
				run.hasDocument = true;
			}
		}
		start = end;
	}
	let extra = NOTHING;
	let sharedWithExtra: Uint8Array = shared;
	for (const connection of connections) {
		const run = runs.get(connection);
		const more = presence?.(connection) ?? NOTHING;
		if (!run) {
			// Nearly all are told the same of presence: joined once for all of them.
			if (more !== extra) {
				extra = more;
				sharedWithExtra = more.length === 0 ? shared : Buffer.concat([shared, ...more]);
			}
			connection.send(sharedWithExtra);
			continue;
		}
		passOn(run, shared.length);
		run.pieces.push(...more);
		if (run.hasDocument) connection.sendDocument(run.pieces);
		else connection.sendAll(run.pieces);
	}
}
