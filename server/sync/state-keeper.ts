/**
 * Keeps a room's document as a state every so many log rows, off the hot path, so that loading stays short. A
 * state that is not stored costs only time: the log is the truth.
 */
import type { Logger } from 'pino';
import type { FullState, RoomDocument } from './room-document.ts';

export interface StateKeeperOptions {
	room: string;
	document: RoomDocument;
	/** Log position of the state it was loaded from; 0: none. */
	storedSeq: number;
	/** Log rows between two states. */
	every: number;
	write: (room: string, seq: number, bytes: Uint8Array) => Promise<void>;
	log: Logger;
}

export class StateKeeper {
	readonly #options: StateKeeperOptions;
	#storedSeq: number;
	/** Encoded, and waiting until everything in it is committed. */
	#wanted: FullState | undefined;
	#storing: Promise<void> | undefined;

	constructor(options: StateKeeperOptions) {
		this.#options = options;
		this.#storedSeq = options.storedSeq;
	}

	/** To be told of every commit. */
	committed(seq: number): void {
		if (this.#storing) return;
		if (!this.#wanted && seq - this.#storedSeq >= this.#options.every)
			this.#wanted = this.#options.document.full();
		if (this.#wanted && this.#wanted.seq <= seq) void this.#store(this.#wanted);
	}

	/** Resolves when no state is being written. */
	async idle(): Promise<void> {
		while (this.#storing) await this.#storing;
	}

	/** Stores what is committed now; the document must hold nothing else, and no other state be under way. */
	async store(seq: number): Promise<void> {
		if (seq > this.#storedSeq) await this.#store(this.#options.document.full());
	}

	async #store({ seq, update }: FullState): Promise<void> {
		const { room, write, log } = this.#options;
		this.#wanted = undefined;
		this.#storing = write(room, seq, update).then(
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
