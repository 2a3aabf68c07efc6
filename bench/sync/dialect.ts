/** How a client speaks to each server: the y-websocket protocol, or Hocuspocus's, which names the document in every message. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

export type Dialect = 'y-websocket' | 'hocuspocus';

/** What a received message is to a client that only measures. */
export type Heard =
	| { kind: 'step1' }
	| { kind: 'document'; update: Uint8Array }
	| { kind: 'update'; update: Uint8Array }
	| null;

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const SYNC_REPLY = 4;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export interface Speech {
	/** Sent as soon as the socket is open. */
	greeting(): Uint8Array[];
	update(update: Uint8Array): Uint8Array;
	awareness(clientId: number, clock: number, state: object): Uint8Array;
	/** The answer to the server's SyncStep1: nothing that it lacks. */
	nothing(): Uint8Array;
	hear(message: Uint8Array): Heard;
}

export function speech(dialect: Dialect, room: string): Speech {
	const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
		const encoder = encoding.createEncoder();
		if (dialect === 'hocuspocus') encoding.writeVarString(encoder, room);
		encoding.writeVarUint(encoder, type);
		write(encoder);
		return encoding.toUint8Array(encoder);
	};
	const sync = (step: number, payload: Uint8Array): Uint8Array =>
		message(SYNC, (encoder) => {
			encoding.writeVarUint(encoder, step);
			encoding.writeVarUint8Array(encoder, payload);
		});
	const empty = Uint8Array.of(0);
	return {
		greeting() {
			const ask = sync(STEP_1, empty);
			if (dialect === 'y-websocket') return [ask];
			const enter = message(AUTH, (encoder) => {
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarString(encoder, 'bench');
			});
			return [enter, ask];
		},
		update: (update) => sync(UPDATE, update),
		nothing: () => sync(STEP_2, Uint8Array.of(0, 0)),
		awareness: (clientId, clock, state) =>
			message(AWARENESS, (encoder) => {
				const inner = encoding.createEncoder();
				encoding.writeVarUint(inner, 1);
				encoding.writeVarUint(inner, clientId);
				encoding.writeVarUint(inner, clock);
				encoding.writeVarString(inner, JSON.stringify(state));
				encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
			}),
		hear(data) {
			const decoder = decoding.createDecoder(data);
			if (dialect === 'hocuspocus') decoding.readVarString(decoder);
			const type = decoding.readVarUint(decoder);
			if (type !== SYNC && type !== SYNC_REPLY) return null;
			const step = decoding.readVarUint(decoder);
			if (step === STEP_1) return { kind: 'step1' };
			const update = decoding.readVarUint8Array(decoder);
			return { kind: step === STEP_2 ? 'document' : 'update', update };
		},
	};
}
