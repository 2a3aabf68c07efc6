/**
 * How far the server's clock is ahead of this page's, from what the server says when a connection begins. What it
 * says is late by the way here, so the fastest answer is the truest.
 */

/** Beyond this the page's own clock was set anew, and what was known before is void. */
const RESET_MS = 5_000;

/** Milliseconds to add to this page's clock. `known`: from earlier answers; `seen`: server's time less ours. */
export const truerOffset = (known: number | undefined, seen: number): number =>
	known === undefined || Math.abs(seen - known) > RESET_MS ? seen : Math.max(known, seen);
