/**
 * Outgoing websocket frames, built once and shared by all sockets of a room. Socket writes cost more than
 * anything else here, so what a socket gets at one moment is one run of frames in one buffer and one write.
 */
import { MESSAGE, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#document/protocol.ts';

const BINARY_FINAL = 0x82;

const headerBytes = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** A server's frames are not masked (RFC 6455 5.1) and never compressed or split here. */
function writeHeader(target: Buffer, length: number): number {
	target[0] = BINARY_FINAL;
	if (length < 126) {
		target[1] = length;
		return 2;
	}
	if (length < 65_536) {
		target[1] = 126;
		target.writeUInt16BE(length, 2);
		return 4;
	}
	target[1] = 127;
	target.writeUInt32BE(Math.floor(length / 0x1_0000_0000), 2);
	target.writeUInt32BE(length >>> 0, 6);
	return 10;
}

/** One message as one websocket frame. */
export function frame(message: Uint8Array): Buffer {
	const target = Buffer.allocUnsafe(headerBytes(message.length) + message.length);
	target.set(message, writeHeader(target, message.length));
	return target;
}

const varUintBytes = (value: number): number => {
	let bytes = 1;
	for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) bytes++;
	return bytes;
};

/** A sync message with its payload, framed in one copy. */
function syncFrame(type: number, payload: Uint8Array): Buffer {
	const length = 2 + varUintBytes(payload.length) + payload.length;
	const target = Buffer.allocUnsafe(headerBytes(length) + length);
	let at = writeHeader(target, length);
	target[at++] = MESSAGE.sync;
	target[at++] = type;
	let rest = payload.length;
	for (; rest > 0x7f; rest = Math.floor(rest / 128)) target[at++] = 0x80 | (rest & 0x7f);
	target[at++] = rest;
	target.set(payload, at);
	return target;
}

export const updateFrame = (update: Uint8Array): Buffer => syncFrame(SYNC_UPDATE, update);
export const syncStep1Frame = (stateVector: Uint8Array): Buffer => syncFrame(SYNC_STEP_1, stateVector);
export const syncStep2Frame = (update: Uint8Array): Buffer => syncFrame(SYNC_STEP_2, update);
