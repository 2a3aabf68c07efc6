/**
 * One open socket: who it is, what it may do, and the only way out to it. What it is sent goes straight onto
 * its TCP stream as finished frames; a reader too slow for that is closed, never fed by halves.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '#document/close-codes.ts';
import { KEEP_ALIVE } from '#document/protocol.ts';
import type { Room } from '#document/rooms.ts';
import type { SyncMetrics } from '../metrics.ts';
import type { Grant } from './access.ts';
import type { AdmissionRefusal } from './admission.ts';
import { TokenBucket, type MetLimit, type SyncLimits } from './limits.ts';
import { frame } from './wire.ts';

/** Who a socket belongs to, as proved at the upgrade. */
export interface Identity {
	user: { id: string; locale?: 'sv' | 'en' | null };
	/** `id` is the stored one, safe to log. */
	credential: { kind: 'session' | 'token'; id: string };
}

export interface ConnectionContext {
	limits: SyncLimits;
	metrics: SyncMetrics;
	/** Told once, when the server decides that a socket ends; `limit`: because it met this one. */
	ended(connection: Connection, code: CloseCode, why: string, limit: MetLimit | undefined): void;
	/** An update of this connection was refused; it ends with it. */
	refused(connection: Connection, refusal: AdmissionRefusal): void;
}

/** A frame that waits behind one which cannot be applied yet; `undefined` once it has been. */
export type Parked = Uint8Array | undefined;

/** A close frame carries at most 123 bytes. */
const REASON_LENGTH = 120;
export const closeReason = (why: string): string => why.replace(/[^ -~]/g, '?').slice(0, REASON_LENGTH);

const KEEP_ALIVE_FRAME = frame(KEEP_ALIVE);
/** Below this many bytes pieces are copied into one buffer: one write costs more than the copy. */
const JOIN_BYTES = 64 * 1024;

export class Connection {
	/** Of the request that opened it. */
	readonly id: string;
	readonly roomName: string;
	readonly room: Room;
	readonly identity: Identity;
	/** The generation the client's document is of, if it said so. */
	readonly generation: number | undefined;
	/** When its authentication began, ms of `Date.now()`: what is revoked after that concerns it. */
	readonly since: number;

	/** Set while it is in its room. */
	grant: Grant | undefined;
	/** The client id it writes under, 0 before it wrote, and that id's clock as let in. */
	clientId = 0;
	clock = 0;
	/** Frames in order from the first that waits for its dependencies. */
	parked: Parked[] = [];
	parkedBytes = 0;
	/** SyncStep1 frames sent for what is parked. */
	asked = 0;
	/** Awareness ids it has claimed; made with the first. */
	awarenessIds: Set<number> | undefined;
	/** It missed awareness while its buffer was full. */
	awarenessBehind = false;
	/** Frames and bytes of it that wait for the room. */
	waitingFrames = 0;
	waitingBytes = 0;
	/** It answered the last ping, or sent something since. */
	responsive = true;

	readonly #ws: WebSocket;
	readonly #socket: Duplex;
	readonly #context: ConnectionContext;
	readonly #frames: TokenBucket;
	readonly #bytes: TokenBucket;
	#open = true;
	#sentAt: number;
	#slowAbove: number;

	constructor(
		ws: WebSocket,
		socket: Duplex,
		from: {
			id: string;
			roomName: string;
			room: Room;
			identity: Identity;
			generation: number | undefined;
			since: number;
		},
		context: ConnectionContext,
	) {
		const now = performance.now();
		const { limits } = context;
		this.id = from.id;
		this.roomName = from.roomName;
		this.room = from.room;
		this.identity = from.identity;
		this.generation = from.generation;
		this.since = from.since;
		this.#ws = ws;
		this.#socket = socket;
		this.#context = context;
		this.#frames = new TokenBucket(limits.framesPerSecond, limits.frameBurst, now);
		this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
		this.#sentAt = now;
		this.#slowAbove = limits.slowReaderBytes;
		ws.on('pong', () => (this.responsive = true));
	}

	get userId(): string {
		return this.identity.user.id;
	}

	/** What every line about it in the log says. */
	get marks(): { connection: string; room: string; user: string } {
		return { connection: this.id, room: this.roomName, user: this.userId };
	}

	get sessionId(): string {
		return this.identity.credential.id;
	}

	/** Neither side has begun to close it. */
	get open(): boolean {
		return this.#open && this.#ws.readyState === this.#ws.OPEN;
	}

	/** This side has ended it. */
	get ended(): boolean {
		return !this.#open;
	}

	/** Bytes written that its reader has not taken. */
	get buffered(): number {
		return this.#socket.writableLength;
	}

	/** The limit that so many frames and bytes more would take it beyond; undefined: it may. */
	take(frames: number, bytes: number, now: number): MetLimit | undefined {
		if (!this.#frames.take(frames, now)) return 'framesPerSecond';
		return bytes === 0 || this.#bytes.take(bytes, now) ? undefined : 'bytesPerSecond';
	}

	/** The limit that what waits for its room is beyond. */
	get waitingBeyond(): MetLimit | undefined {
		const { waitingFrames, waitingBytes } = this.#context.limits;
		if (this.waitingFrames > waitingFrames) return 'waitingFrames';
		return this.waitingBytes > waitingBytes ? 'waitingBytes' : undefined;
	}

	/** The limit that what is parked is beyond. */
	get parkedBeyond(): MetLimit | undefined {
		const { parkedFrames, parkedBytes } = this.#context.limits;
		if (this.parked.length > parkedFrames) return 'parkedFrames';
		return this.parkedBytes > parkedBytes ? 'parkedBytes' : undefined;
	}

	/** Sends finished websocket frames. */
	send(frames: Uint8Array): void {
		if (!this.open) return;
		this.#socket.write(frames);
		this.#sent(frames.length);
	}

	/** The same in one write, or one burst of them where copying would cost more. */
	sendAll(pieces: readonly Uint8Array[]): void {
		if (pieces.length === 0 || !this.open) return;
		if (pieces.length === 1 && pieces[0]) return this.send(pieces[0]);
		const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
		if (bytes <= JOIN_BYTES) return this.send(Buffer.concat(pieces, bytes));
		this.#socket.cork();
		for (const piece of pieces) this.#socket.write(piece);
		this.#socket.uncork();
		this.#sent(bytes);
	}

	/** A document asked for may be larger than what counts as slow; until it is read, so much more may wait. */
	sendDocument(pieces: readonly Uint8Array[]): void {
		const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
		const { slowReaderBytes } = this.#context.limits;
		if (bytes > slowReaderBytes / 2)
			this.#slowAbove = Math.max(this.#slowAbove, this.buffered + bytes + slowReaderBytes);
		this.sendAll(pieces);
	}

	/** Presence is worth less than words: a full socket gets none, and the present state once it has drained. */
	takesAwareness(): boolean {
		if (this.buffered <= this.#context.limits.awarenessBufferedBytes) return true;
		this.awarenessBehind = true;
		const { counts } = this.#context.metrics;
		counts.awarenessDropped++;
		counts.limits.awarenessBufferedBytes++;
		return false;
	}

	sendAwareness(frames: Uint8Array): void {
		if (this.takesAwareness()) this.send(frames);
	}

	/** Asked at every sweep: sends when the next one would come too late. */
	keepAlive(now: number): void {
		const { keepAliveMs, sweepMs } = this.#context.limits;
		if (now + sweepMs - this.#sentAt >= keepAliveMs) this.send(KEEP_ALIVE_FRAME);
	}

	/** Cuts a socket that did not answer since the last ping. */
	ping(): void {
		if (!this.responsive) {
			this.#context.metrics.limited('pingMs');
			return this.#ws.terminate();
		}
		this.responsive = false;
		if (this.open) this.#ws.ping();
	}

	/** Closes it from this side, after what was sent before. */
	end(code: CloseCode, why: string, limit?: MetLimit): void {
		if (!this.#open) return;
		this.#open = false;
		this.#ws.close(code, closeReason(why));
		this.#context.ended(this, code, why, limit);
	}

	/** Ends after a refusal, whose frame was sent before. */
	refuse(refusal: AdmissionRefusal): void {
		this.#context.refused(this, refusal);
		this.end(CLOSE.rebuild, `refused: ${refusal.code}`);
	}

	/** Cut off, for those that do not answer a close frame in time. */
	terminate(): void {
		this.#open = false;
		this.#ws.terminate();
	}

	#sent(bytes: number): void {
		const { counts } = this.#context.metrics;
		counts.writesOut++;
		counts.bytesOut += bytes;
		this.#sentAt = performance.now();
		const { buffered } = this;
		if (buffered > this.#slowAbove) this.end(CLOSE.tryAgain, 'reads too slowly', 'slowReaderBytes');
		else if (buffered < this.#context.limits.slowReaderBytes)
			this.#slowAbove = this.#context.limits.slowReaderBytes;
	}
}
