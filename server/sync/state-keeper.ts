/**
 * Keeps a room's document as a state every so many log rows, off the hot path, so that loading stays short. A
 * state that is not stored costs only time: the log is the truth.
 */
import type { Logger } from 'pino';
import type { SyncLimits } from './limits.ts';
import type { EncodingPace } from './pace.ts';
import type { FullState, RoomDocument } from './room-document.ts';
import type { StoredState } from './room-store.ts';

export interface StateKeeperOptions {
	room: string;
	document: RoomDocument;
	/** Log position of the state it was loaded from; 0: none. */
	storedSeq: number;
	/** Bytes of the log rows since then. */
	bytesSince: number;
	/** Log rows, or bytes of them, between two states. */
	limits: Pick<SyncLimits, 'stateEvery' | 'stateBytes'>;
	/** Of all rooms. */
	pace: EncodingPace;
	write: (room: string, state: StoredState) => Promise<void>;
	log: Logger;
}

/** However busy others are, it is put off until so many times what calls for a state has come. */
const PUT_OFF_UNTIL = 4;

export class StateKeeper {
	readonly #options: StateKeeperOptions;
	#storedSeq: number;
	#bytesSince: number;
	/** Encoded, and waiting until everything in it is committed. */
	#wanted: FullState | undefined;
	#storing: Promise<void> | undefined;

	constructor(options: StateKeeperOptions) {
		this.#options = options;
		this.#storedSeq = options.storedSeq;
		this.#bytesSince = options.bytesSince;
	}

	/** To be told of every commit, and the bytes of its rows. */
	committed(seq: number, bytes: number): void {
		this.#bytesSince += bytes;
		if (this.#storing) return;
		if (!this.#wanted && this.#isDue(seq)) this.#encode();
		if (this.#wanted && this.#wanted.seq <= seq) void this.#store(this.#wanted);
	}

	#encode(): void {
		const { document, pace } = this.#options;
		const started = performance.now();
		this.#wanted = document.full();
		this.#bytesSince = 0;
		const ended = performance.now();
		pace.spent(ended - started, ended);
	}

	/**
	 * Many rows are long to read; large ones as well, unless the document they make is far larger. How much sooner or later
	 * does not matter, within bounds: others may be at it.
	 */
	#isDue(seq: number): boolean {
		const { document, limits, pace } = this.#options;
		const rows = (seq - this.#storedSeq) / limits.stateEvery;
		const bytes = this.#bytesSince / Math.max(limits.stateBytes, document.bytes / 2);
		const wanted = Math.max(rows, bytes);
		return wanted >= PUT_OFF_UNTIL || (wanted >= 1 && pace.isFree(performance.now()));
	}

	/** Resolves when no state is being written. */
	async idle(): Promise<void> {
		while (this.#storing) await this.#storing;
	}

	/** Stores what is committed now; the document must hold nothing else, and no other state be under way. */
	async store(seq: number): Promise<void> {
		if (seq > this.#storedSeq) await this.#store(this.#options.document.full());
	}

	async #store(state: FullState): Promise<void> {
		const { room, write, log } = this.#options;
		const { seq } = state;
		this.#wanted = undefined;
		this.#storing = write(room, state).then(
			() => {
				this.#storedSeq = Math.max(this.#storedSeq, seq);
				this.#storing = undefined;
			},
			(error: unknown) => {
				log.warn({ err: error, room }, 'state not stored');
				this.#storing = undefined;
			},
		);
		await this.#storing;
	}
}
