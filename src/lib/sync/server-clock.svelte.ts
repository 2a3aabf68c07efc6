/**
 * The server's time as this page knows it. The server says what time it is whenever a connection begins; what it
 * said is late by the way here, so the fastest of them is the truest.
 */

/** Beyond this the page's own clock was set anew, and what was known before is void. */
const RESET_MS = 5_000;

export class ServerClock {
	/** Milliseconds to add to this page's clock. */
	offset = $state(0);
	#known = false;

	/** Both in milliseconds since 1970. */
	hear(serverTime: number, now = Date.now()): void {
		const seen = serverTime - now;
		const jumped = Math.abs(seen - this.offset) > RESET_MS;
		this.offset = this.#known && !jumped ? Math.max(this.offset, seen) : seen;
		this.#known = true;
	}

	/** Milliseconds since 1970. */
	now(): number {
		return Date.now() + this.offset;
	}
}
