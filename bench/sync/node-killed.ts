/** One of several nodes is killed while people work: how long until all of them are in their documents again. */
import { setTimeout as after } from 'node:timers/promises';
import { reconnectDelay } from '../../src/lib/sync/connection-state.ts';
import { LoadClient } from './client.ts';
import { Flight, typeAt } from './flight.ts';
import { idOf, TEXT, type Phases, type Places } from './places.ts';

const GIVEN_UP_MS = 30_000;
/** Whoever is back must stay so long: a socket may be taken and be lost again. */
const STAYS_MS = 1_000;

/** Comes back as the product's pages do, with the same waits, and is sent to the next node each time. */
class Person {
	client: LoadClient | undefined;
	isIn = false;
	/** When the document was last there, by performance.now(). */
	since = 0;
	losses = 0;
	readonly #places: Places;
	readonly #document: number;
	readonly #number: number;
	#leaving = false;

	constructor(places: Places, document: number, number: number) {
		this.#places = places;
		this.#document = document;
		this.#number = number;
	}

	async enter(): Promise<void> {
		await this.#attempt(0);
	}

	async leave(): Promise<void> {
		this.#leaving = true;
		await this.client?.close();
	}

	async #attempt(attempt: number): Promise<void> {
		const id = idOf(this.#document, this.#number) + (attempt % 90) * 10;
		const client = new LoadClient(this.#places.of(this.#document, this.#number, attempt), id, {
			how: 'count',
		});
		this.client = client;
		client.ws.once('close', () => {
			if (this.isIn) this.losses += 1;
			this.isIn = false;
			if (!this.#leaving) void this.#again(attempt + 1);
		});
		try {
			await client.synced;
			this.isIn = true;
			this.since = performance.now();
		} catch {
			// Closed before it was in; the next attempt is on its way.
		}
	}

	#failures = 0;

	async #again(attempt: number): Promise<void> {
		await after(reconnectDelay(this.#failures++, Math.random()));
		if (this.#leaving) return;
		await this.#attempt(attempt);
		if (this.isIn) this.#failures = 0;
	}
}

/** Twenty documents with five people each. Milliseconds; `back` is 30,000 where somebody never came back. */
export async function nodeKilled(places: Places, phases: Phases) {
	const people = Array.from({ length: 100 }, (_, n) => new Person(places, Math.floor(n / 5), n % 5));
	await Promise.all(people.map((person) => person.enter()));
	const clients = people.map(({ client }) => client!);
	for (const client of clients) client.begin(TEXT);
	await typeAt(clients, 200, 2, new Flight());
	const killedAt = performance.now();
	await phases.mark('ready');
	const allBack = (): number | undefined => {
		if (people.some(({ isIn }) => !isIn)) return undefined;
		const back = Math.max(killedAt, ...people.map(({ since }) => since));
		return performance.now() - back > STAYS_MS ? back - killedAt : undefined;
	};
	let back = allBack();
	while (back === undefined && performance.now() - killedAt < GIVEN_UP_MS) {
		await after(20);
		back = allBack();
	}
	const dropped = people.filter(({ losses }) => losses > 0).length;
	await Promise.all(people.map((person) => person.leave()));
	return { dropped, back: back ?? GIVEN_UP_MS };
}
