/**
 * What a client sent, decoded once into one union. A frame is taken whole or not at all: unknown types, cut
 * lengths and bytes left over are malformed, never skipped.
 */
import * as decoding from 'lib0/decoding';
import { MESSAGE, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#document/protocol.ts';
import type { SyncLimits } from './limits.ts';

export type Frame =
	| { kind: 'step1'; stateVector: Uint8Array }
	/** SyncStep2 and update alike: both write. */
	| { kind: 'update'; update: Uint8Array; step2: boolean }
	| { kind: 'awareness'; update: Uint8Array }
	| { kind: 'query-awareness' }
	/** y-protocols' auth messages, which mean nothing here: who this is was fixed at the upgrade. */
	| { kind: 'auth' }
	| { kind: 'too-large'; limit: 'frameBytes' | 'syncStep2Bytes' }
	| { kind: 'malformed'; why: string };

const malformed = (why: string): Frame => ({ kind: 'malformed', why });

/** `data` is one websocket message; the byte ranges in the answer are views into it. */
export function decodeFrame(
	data: Uint8Array,
	limits: Pick<SyncLimits, 'frameBytes' | 'syncStep2Bytes'>,
): Frame {
	// Size first, from the two bytes that tell a SyncStep2: nothing large is looked at before it may be large.
	const isStep2 = data[0] === MESSAGE.sync && data[1] === SYNC_STEP_2;
	const limit = isStep2 ? 'syncStep2Bytes' : 'frameBytes';
	if (data.length > limits[limit]) return { kind: 'too-large', limit };
	const decoder = decoding.createDecoder(data);
	try {
		const frame = decode(decoder);
		return decoder.pos === data.length || frame.kind === 'malformed' ? frame : malformed('bytes left over');
	} catch {
		return malformed('cut short');
	}
}

function decode(decoder: decoding.Decoder): Frame {
	switch (decoding.readVarUint(decoder)) {
		case MESSAGE.sync:
			return decodeSync(decoder);
		case MESSAGE.awareness:
			return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
		case MESSAGE.auth:
			decoder.pos = decoder.arr.length;
			return { kind: 'auth' };
		case MESSAGE.queryAwareness:
			return { kind: 'query-awareness' };
		default:
			return malformed('unknown message type');
	}
}

function decodeSync(decoder: decoding.Decoder): Frame {
	const type = decoding.readVarUint(decoder);
	switch (type) {
		case SYNC_STEP_1:
			return { kind: 'step1', stateVector: decoding.readVarUint8Array(decoder) };
		case SYNC_STEP_2:
		case SYNC_UPDATE:
			return { kind: 'update', update: decoding.readVarUint8Array(decoder), step2: type === SYNC_STEP_2 };
		default:
			return malformed('unknown sync message');
	}
}
