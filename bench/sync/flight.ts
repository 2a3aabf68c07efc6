/** Letters on their way: who types when, and how long each takes to arrive at those who listen. Times in milliseconds. */
import { setImmediate as turn, setTimeout as after } from 'node:timers/promises';
import type { LoadClient } from './client.ts';
import { percentile } from './figures.ts';

export interface Latencies {
	p50: number;
	p99: number;
	samples: number;
}

/** Client ids stay below 2^31 and clocks below this, so that one number holds both. */
const CLOCKS = 2 ** 20;
/** So many letters go out before what has come in is looked at: the load must not measure its own deafness. */
const AT_ONCE = 100;

export class Flight {
	readonly #sent = new Map<number, number>();
	readonly #arrived = new Set<number>();
	readonly #notHeard = new Set<number>();
	#expected = 0;
	readonly times: number[] = [];
	measuring = false;

	/** Client ids must differ in all documents of the load: a letter is known by its client and clock alone. */
	send(clientId: number, clock: number): void {
		if (!this.#notHeard.has(clientId)) this.#expected += 1;
		this.#sent.set(clientId * CLOCKS + clock, performance.now());
	}

	heard = (clientId: number, clock: number): void => {
		const letter = clientId * CLOCKS + clock;
		const at = this.#sent.get(letter);
		if (at === undefined || !this.measuring) return;
		this.#arrived.add(letter);
		this.times.push(performance.now() - at);
	};

	/** Whoever listens is not given their own letters. */
	notHeard(clientId: number): void {
		this.#notHeard.add(clientId);
	}

	/** Letters that were sent and that somebody listens for. */
	get expected(): number {
		return this.#expected;
	}

	/** Letters that at least one listener was given. */
	get arrived(): number {
		return this.#arrived.size;
	}

	latencies(): Latencies {
		return {
			p50: percentile(this.times, 0.5),
			p99: percentile(this.times, 0.99),
			samples: this.times.length,
		};
	}

	forget(): void {
		this.#sent.clear();
		this.#arrived.clear();
		this.#expected = 0;
		this.times.length = 0;
	}
}

export async function joined(clients: readonly LoadClient[], atOnce = 50): Promise<void> {
	for (let n = 0; n < clients.length; n += atOnce)
		await Promise.all(clients.slice(n, n + atOnce).map((client) => client.synced));
}

export const close = (clients: readonly LoadClient[]): Promise<unknown> =>
	Promise.all(clients.map((client) => client.close()));

/**
 * Types at `rate` a second in all, spread evenly over the typists and over time, for `seconds`. Answers with what was
 * really typed a second: less where sockets are closed or the load itself cannot follow.
 */
export async function typeAt(
	typists: readonly LoadClient[],
	rate: number,
	seconds: number,
	flight: Flight,
	cursors = false,
): Promise<number> {
	const started = performance.now();
	let due = 0;
	let typed = 0;
	for (;;) {
		const elapsed = (performance.now() - started) / 1000;
		if (elapsed >= seconds) break;
		const all = Math.floor(elapsed * rate);
		const until = Math.min(all, due + AT_ONCE);
		for (; due < until; due++) {
			const client = typists[due % typists.length]!;
			if (client.closed !== undefined) continue;
			flight.send(client.typist.clientId, client.type());
			if (cursors) client.cursor();
			typed += 1;
		}
		await (until < all ? turn() : after(1));
	}
	return typed / ((performance.now() - started) / 1000);
}
