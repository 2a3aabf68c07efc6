/**
 * How long the server waits so that one piece of work serves many edits. A wait is paid in latency and saves a fixed cost
 * each time; where edits are rare it would save nothing, so there is none.
 */

/** Time over which the rate of edits is averaged, ms. */
const MEMORY_MS = 50;
/** Below this many rows a millisecond the next commit follows the last at once. */
const BUSY = 0.25;
const LONGEST_COMMIT_MS = 20;
/** At one row a millisecond. */
const COMMIT_MS = 3;

/**
 * Milliseconds from the start of one commit to the start of the next at this many rows a millisecond. The sum of what
 * commits cost and what waiting costs is least where the pause grows with the square root of the rate.
 */
export function commitPause(rowsPerMs: number): number {
	return rowsPerMs < BUSY ? 0 : Math.min(LONGEST_COMMIT_MS, COMMIT_MS * Math.sqrt(rowsPerMs));
}

/** Rows a millisecond, lately: what came longer ago than some 50 ms counts less and less. */
export class Rate {
	#rate = 0;
	#at: number;

	constructor(now: number) {
		this.#at = now;
	}

	count(rows: number, now: number): void {
		this.#rate = this.at(now) + rows / MEMORY_MS;
		this.#at = now;
	}

	at(now: number): number {
		return this.#rate * Math.exp((this.#at - now) / MEMORY_MS);
	}
}

/** Pauses between writes to sockets that are shorter save nothing. */
const SHORTEST_FAN_OUT_MS = 8;

/** Milliseconds from one write of edits to so many sockets to the next. `socketsPerMs` > 0. */
export function fanOutPause(sockets: number, socketsPerMs: number, longestMs: number): number {
	const pause = Math.min(longestMs, sockets / socketsPerMs);
	return pause < SHORTEST_FAN_OUT_MS ? 0 : pause;
}

/** Share of the processor that encoding documents may take beside people's edits. */
const ENCODING_SHARE = 0.1;

/**
 * Spreads work that many rooms want at the same moment, as those do that are written in alike: after each piece so long a
 * pause that all of it stays a small share of the time. Milliseconds of any steady clock.
 */
export class EncodingPace {
	#freeAt = -Infinity;

	isFree(now: number): boolean {
		return now >= this.#freeAt;
	}

	spent(ms: number, now: number): void {
		this.#freeAt = now + ms / ENCODING_SHARE - ms;
	}
}
