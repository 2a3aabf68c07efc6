/** The server's time as this page knows it: what a timer is measured by, on every screen alike. */
import { truerOffset } from './clock-offset.ts';

export class ServerClock {
	#offset = $state<number | undefined>();

	/** Milliseconds to add to this page's clock. */
	get offset(): number {
		return this.#offset ?? 0;
	}

	/** What the server said its time was, in milliseconds since 1970. */
	hear(serverTime: number): void {
		this.#offset = truerOffset(this.#offset, serverTime - Date.now());
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.offset;
	}
}
