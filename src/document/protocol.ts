/**
 * The frames of `/sync`: y-protocols' own (0–3) and ours (100–104). Encoders for the server, decoders for
 * the browser; both from this one file, so that they cannot drift apart.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Phase } from '#domain/phases/phases.ts';
import type { Role } from '#domain/permissions/roles.ts';

export const MESSAGE = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	hello: 100,
	ack: 101,
	refusal: 102,
	keepAlive: 103,
	notice: 104,
} as const;

export const SYNC_STEP_1 = 0;
export const SYNC_STEP_2 = 1;
export const SYNC_UPDATE = 2;

/** First frame after connect. `serverTime` in ms since 1970. */
export interface Hello {
	generation: number;
	seq: number;
	phase: Phase;
	role: Role;
	readOnly: boolean;
	serverTime: number;
}

/** Everything up to the acknowledged frame is committed; `seq` is the room's log position. */
export interface Ack {
	clientId: number;
	clock: number;
	seq: number;
}

/** The update was not let in; the socket closes with 4409 after it. Clocks are those of the refused range. */
export interface Refusal {
	code: string;
	path: string[];
	message: string;
	fromClock: number;
	toClock: number;
}

export type Notice =
	| { kind: 'phase'; phase: Phase; readOnly: boolean }
	| { kind: 'role'; role: Role; readOnly: boolean }
	| { kind: 'members' }
	| { kind: 'reveal'; subquestions: string[] }
	| { kind: 'snapshot'; id: string; label: string }
	| { kind: 'round'; id: string }
	| { kind: 'signOff'; userId: string }
	/** Whether the server can save now; while it cannot, writing pauses. */
	| { kind: 'storage'; saving: boolean }
	| { kind: 'draining' };

const json = (type: number, value: unknown): Uint8Array => {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	encoding.writeVarString(encoder, JSON.stringify(value));
	return encoding.toUint8Array(encoder);
};

export const encodeHello = (hello: Hello): Uint8Array => json(MESSAGE.hello, hello);
export const encodeRefusal = (refusal: Refusal): Uint8Array => json(MESSAGE.refusal, refusal);
export const encodeNotice = (notice: Notice): Uint8Array => json(MESSAGE.notice, notice);

export function encodeAck(ack: Ack): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, MESSAGE.ack);
	encoding.writeVarUint(encoder, ack.clientId);
	encoding.writeVarUint(encoder, ack.clock);
	encoding.writeVarUint(encoder, ack.seq);
	return encoding.toUint8Array(encoder);
}

export const KEEP_ALIVE = Uint8Array.of(MESSAGE.keepAlive);

/** The decoders take a decoder placed behind the message type, as y-websocket's messageHandlers get it. */
export const decodeAck = (decoder: decoding.Decoder): Ack => ({
	clientId: decoding.readVarUint(decoder),
	clock: decoding.readVarUint(decoder),
	seq: decoding.readVarUint(decoder),
});
export const decodeHello = (decoder: decoding.Decoder): Hello =>
	JSON.parse(decoding.readVarString(decoder)) as Hello;
export const decodeRefusal = (decoder: decoding.Decoder): Refusal =>
	JSON.parse(decoding.readVarString(decoder)) as Refusal;
export const decodeNotice = (decoder: decoding.Decoder): Notice =>
	JSON.parse(decoding.readVarString(decoder)) as Notice;
