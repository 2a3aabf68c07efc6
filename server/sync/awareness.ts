/**
 * Presence in one room, bound to who is signed in. y-websocket clients send back what they hear of others, so a
 * state for an id that is not the sender's own is dropped without a word; the sender's own states carry the
 * name the server knows. Only the latest state of each id is passed on, at most every `awarenessIntervalMs`.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from '#document/protocol.ts';
import type { SyncMetrics } from '../metrics.ts';
import type { Connection } from './connection.ts';
import type { SyncLimits } from './limits.ts';
import { frame } from './wire.ts';

interface Presence {
	userId: string;
	/** Who speaks for this id now; undefined after it left. */
	holder: Connection | undefined;
	/** The holder's own clock, and what must be added to it: an id that comes back starts where it ended. */
	heard: number;
	offset: number;
	/** As passed on: id, clock, JSON. */
	encoded: Uint8Array;
	gone: boolean;
}

export interface AwarenessContext {
	connections: ReadonlySet<Connection>;
	/** Client id → user id, as bound in this room. */
	bindings: ReadonlyMap<number, string>;
	limits: Pick<SyncLimits, 'awarenessStateBytes' | 'awarenessIntervalMs' | 'awarenessIds'>;
	metrics: SyncMetrics;
}

const NULL_STATE = 'null';
const NOTHING: readonly Buffer[] = [];
/** A key moves the cursor: what is committed soon takes presence along, and spares it a write of its own. */
const PATIENCE_MS = 5;
/** How much longer than its interval presence waits for that. */
const PATIENCE = 1.5;
/** One frame holds at most so much: whoever hears it sends it back, and frames are limited. */
const FRAME_BYTES = 256 * 1024;
/** Ids remembered after they left, so that a late echo does not bring them back. */
const REMEMBERED = 2000;

export class Awareness {
	readonly #context: AwarenessContext;
	readonly #presences = new Map<number, Presence>();
	#dirty = new Set<number>();
	#timer: NodeJS.Timeout | undefined;
	#flushedAt = -Infinity;

	constructor(context: AwarenessContext) {
		this.#context = context;
	}

	/** Takes one awareness message. False: it cannot be read. */
	receive(connection: Connection, message: Uint8Array): boolean {
		const decoder = decoding.createDecoder(message);
		try {
			const count = decoding.readVarUint(decoder);
			for (let i = 0; i < count; i++) {
				const id = decoding.readVarUint(decoder);
				const clock = decoding.readVarUint(decoder);
				const state = decoding.readVarUint8Array(decoder);
				if (this.#isOwn(connection, id, state)) this.#hear(connection, id, clock, state);
			}
			return decoder.pos === message.length;
		} catch {
			return false;
		}
	}

	/** What a newcomer is told: the others' states. Its own user's follow with its first own state. */
	greeting(connection: Connection): Buffer[] {
		return this.#frames((presence) => presence.userId !== connection.userId);
	}

	/** Everything but its own states, as asked for. */
	everything(connection: Connection): Buffer[] {
		return this.#frames((_, id) => connection.awarenessIds?.has(id) !== true);
	}

	/** Its states end with the connection. */
	left(connection: Connection): void {
		for (const id of connection.awarenessIds ?? []) {
			const presence = this.#presences.get(id);
			if (presence?.holder !== connection) continue;
			presence.holder = undefined;
			if (!presence.gone) this.#set(id, presence, presence.heard, NULL_STATE);
		}
		if (this.#presences.size > REMEMBERED) this.#forget();
	}

	/** Sends what full sockets missed, once they have drained: who has left meanwhile as well. */
	catchUp(connection: Connection): void {
		connection.awarenessBehind = false;
		for (const frames of this.#frames((_, id) => connection.awarenessIds?.has(id) !== true, true))
			connection.sendAwareness(frames);
	}

	destroy(): void {
		clearTimeout(this.#timer);
		this.#presences.clear();
		this.#dirty.clear();
	}

	/** Whether this id is the connection's to speak for; claims it if it may. */
	#isOwn(connection: Connection, id: number, state: Uint8Array): boolean {
		const own = connection.awarenessIds;
		if (own?.has(id)) return true;
		const boundTo = this.#context.bindings.get(id);
		if (boundTo !== undefined && boundTo !== connection.userId) return false;
		const known = this.#presences.get(id);
		if (known && known.userId !== connection.userId) return false;
		// A first state may take over an id of the same user (a reconnect); later ones of known ids are echoes.
		if (own ? known !== undefined : isNull(state)) return false;
		if (own && own.size >= this.#context.limits.awarenessIds) {
			this.#context.metrics.counts.limits.awarenessIds++;
			return false;
		}
		if (own) own.add(id);
		else {
			connection.awarenessIds = new Set([id]);
			for (const frames of this.#frames(
				(presence, other) => other !== id && presence.userId === connection.userId,
			))
				connection.sendAwareness(frames);
		}
		return true;
	}

	#hear(connection: Connection, id: number, clock: number, bytes: Uint8Array): void {
		const { limits, metrics } = this.#context;
		const known = this.#presences.get(id);
		const same = known?.holder === connection;
		if (same && clock < known.heard) return;
		if (same && clock === known.heard && (known.gone || !isNull(bytes))) return;
		const tooLarge = bytes.length > limits.awarenessStateBytes;
		const state = tooLarge ? undefined : stateFor(connection, bytes);
		if (state === undefined) {
			metrics.counts.awarenessDropped++;
			if (tooLarge) metrics.counts.limits.awarenessStateBytes++;
			return;
		}
		if (known) {
			if (!same) {
				known.holder = connection;
				known.offset = Math.max(known.offset, known.heard + known.offset + 1 - clock);
			}
			this.#set(id, known, clock, state);
		} else if (state !== NULL_STATE) {
			const { userId } = connection;
			// Receivers count a first clock of 0 as known already, and a new client's first clock is 0.
			const offset = clock === 0 ? 1 : 0;
			const presence: Presence = {
				userId,
				holder: connection,
				heard: 0,
				offset,
				encoded: bytes,
				gone: false,
			};
			this.#presences.set(id, presence);
			this.#set(id, presence, clock, state);
		}
	}

	#set(id: number, presence: Presence, clock: number, state: string): void {
		presence.heard = clock;
		presence.gone = state === NULL_STATE;
		presence.encoded = encodeEntry(id, clock + presence.offset, state);
		this.#dirty.add(id);
		const { awarenessIntervalMs } = this.#context.limits;
		this.#timer ??= setTimeout(
			() => this.#flush(),
			Math.max(PATIENCE_MS, this.#flushedAt + PATIENCE * awarenessIntervalMs - performance.now()),
		);
	}

	/**
	 * What changed since it was last told, for each socket, to go out with something else; undefined where nothing did or
	 * it is too early. Whoever asks sends it.
	 */
	due(now: number): ((connection: Connection) => readonly Buffer[]) | undefined {
		if (this.#dirty.size === 0 || now - this.#flushedAt < this.#context.limits.awarenessIntervalMs)
			return undefined;
		return this.#take(now);
	}

	#flush(): void {
		const of = this.#take(performance.now());
		for (const connection of this.#context.connections) connection.sendAll(of(connection));
	}

	#take(now: number): (connection: Connection) => readonly Buffer[] {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#flushedAt = now;
		const dirty = this.#dirty;
		this.#dirty = new Set();
		const shared = this.#frames((_, id) => dirty.has(id), true);
		return (connection) => {
			if (!connection.takesAwareness()) return NOTHING;
			// Nobody is told of itself, nor of a former connection it has not taken over yet.
			const aside = connection.awarenessIds
				? !connection.awarenessIds.isDisjointFrom(dirty)
				: [...dirty].some((id) => this.#presences.get(id)?.userId === connection.userId);
			return aside
				? this.#frames((presence, id) => dirty.has(id) && isForeign(connection, presence, id), true)
				: shared;
		};
	}

	#frames(which: (presence: Presence, id: number) => boolean, withGone = false): Buffer[] {
		const frames: Buffer[] = [];
		let entries: Uint8Array[] = [];
		let bytes = 0;
		const close = () => {
			if (entries.length > 0) frames.push(frame(encodeMessage(entries)));
			entries = [];
			bytes = 0;
		};
		for (const [id, presence] of this.#presences) {
			if ((presence.gone && !withGone) || !which(presence, id)) continue;
			if (bytes > 0 && bytes + presence.encoded.length > FRAME_BYTES) close();
			entries.push(presence.encoded);
			bytes += presence.encoded.length;
		}
		close();
		return frames;
	}

	#forget(): void {
		for (const [id, presence] of this.#presences) {
			if (this.#presences.size <= REMEMBERED / 2) break;
			if (presence.gone && !presence.holder && !this.#dirty.has(id)) this.#presences.delete(id);
		}
	}
}

const isForeign = (connection: Connection, presence: Presence, id: number): boolean =>
	connection.awarenessIds ? !connection.awarenessIds.has(id) : presence.userId !== connection.userId;

const isNull = (state: Uint8Array): boolean =>
	state.length === 4 && state[0] === 0x6e && Buffer.from(state).toString('latin1') === NULL_STATE;

/** The state as others get it: `user` is who the server knows it to be. Undefined: not an object, or too large. */
function stateFor(connection: Connection, bytes: Uint8Array): string | undefined {
	if (isNull(bytes)) return NULL_STATE;
	let state: unknown;
	try {
		state = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
	} catch {
		return undefined;
	}
	if (typeof state !== 'object' || state === null || Array.isArray(state)) return undefined;
	return JSON.stringify({ ...state, user: connection.grant?.person });
}

function encodeEntry(id: number, clock: number, state: string): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, id);
	encoding.writeVarUint(encoder, clock);
	encoding.writeVarString(encoder, state);
	return encoding.toUint8Array(encoder);
}

function encodeMessage(entries: readonly Uint8Array[]): Uint8Array {
	const states = encoding.createEncoder();
	encoding.writeVarUint(states, entries.length);
	for (const entry of entries) encoding.writeUint8Array(states, entry);
	const message = encoding.createEncoder();
	encoding.writeVarUint(message, MESSAGE.awareness);
	encoding.writeVarUint8Array(message, encoding.toUint8Array(states));
	return encoding.toUint8Array(message);
}
