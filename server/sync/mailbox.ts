/** What waits for a room that is held, in the order it came: frames, and sockets that want to come in. */
import type { Connection } from './connection.ts';

interface Waiting {
	connection: Connection;
	/** Undefined: it wants to come in. */
	data: Uint8Array | undefined;
}

export class Mailbox {
	#waiting: Waiting[] = [];

	get empty(): boolean {
		return this.#waiting.length === 0;
	}

	put(connection: Connection, data: Uint8Array | undefined): void {
		if (data) {
			connection.waitingFrames++;
			connection.waitingBytes += data.length;
		}
		this.#waiting.push({ connection, data });
	}

	/** Hands out everything in order, and what comes in meanwhile, for as long as `open` says so. */
	drain(open: () => boolean, take: (connection: Connection, data: Uint8Array | undefined) => void): void {
		while (this.#waiting.length > 0 && open()) {
			const waiting = this.#waiting;
			this.#waiting = [];
			let done = 0;
			for (const { connection, data } of waiting) {
				if (!open()) break;
				done++;
				if (data) {
					connection.waitingFrames--;
					connection.waitingBytes -= data.length;
				}
				take(connection, data);
			}
			if (done < waiting.length) this.#waiting = [...waiting.slice(done), ...this.#waiting];
		}
	}

	/** Empties it; those whose things these were. */
	clear(): Set<Connection> {
		const connections = new Set(this.#waiting.map(({ connection }) => connection));
		this.#waiting = [];
		return connections;
	}
}
