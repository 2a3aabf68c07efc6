/**
 * More and more letters a second until it is too much, then far more than that, then as few as in the beginning: what a
 * server bears, and whether it comes back from what it does not.
 */
import { setTimeout as after } from 'node:timers/promises';
import { LoadClient, type Listening } from './client.ts';
import { close, Flight, joined, typeAt } from './flight.ts';
import { FIRST_ID, idOf, TEXT, type Phases, type Places } from './places.ts';

export interface Step {
	/** Letters a second that were to be sent, and that were. */
	offered: number;
	sent: number;
	/** Milliseconds; infinite where hardly anything arrived. */
	p99: number;
	/** Share of the letters that had arrived a third of a second after the last. */
	arrived: number;
	/** Sockets that were closed in it. */
	closed: number;
}

export interface Saturation {
	/** All steps up to the one that was too much twice, each a stretch of its own between two marks; then the overload. */
	steps: Step[];
	overload: Step;
	/** 99th percentile at the first rate again, some seconds after the overload; those who were cut off have come back. */
	recovered: number;
}

const BEARABLE_MS = 100;
const DRAIN_MS = 300;
const DRAINED_MS = 1_000;
const REST_MS = 3_000;
const BACK_WITHIN_MS = 10_000;

/** Nearly all of it was sent and has arrived, nobody was cut off, and 99 of 100 letters took less than 100 ms. */
export const isBearable = ({ offered, sent, p99, arrived, closed }: Step): boolean =>
	closed === 0 && sent >= 0.95 * offered && arrived >= 0.95 && p99 < BEARABLE_MS;

/** Someone at a place who can be sent there again after being cut off. */
class Seat {
	client: LoadClient;
	readonly #enter: (again: number) => LoadClient;
	#times = 0;
	readonly types: boolean;

	constructor(enter: (again: number) => LoadClient, types: boolean) {
		this.#enter = enter;
		this.client = enter(0);
		this.types = types;
	}

	get isClosed(): boolean {
		return this.client.closed !== undefined;
	}

	/** Under a new id, as a page that was loaded again. */
	async again(): Promise<void> {
		this.client = this.#enter(++this.#times);
		await this.client.synced;
		if (this.types) this.client.begin(TEXT);
	}
}

async function saturate(
	seats: readonly Seat[],
	rates: readonly number[],
	beyond: number,
	{ flight, seconds, phases }: { flight: Flight; seconds: number; phases: Phases },
): Promise<Saturation> {
	await joined(seats.map(({ client }) => client));
	const typing = () => seats.flatMap(({ types, client }) => (types ? [client] : []));
	for (const client of typing()) client.begin(TEXT);
	flight.measuring = true;
	const run = async (offered: number): Promise<Step> => {
		flight.forget();
		const before = seats.filter(({ isClosed }) => isClosed).length;
		const sent = await typeAt(typing(), offered, seconds, flight);
		await after(DRAIN_MS);
		const { p99, samples } = flight.latencies();
		return {
			offered,
			sent: Math.round(sent),
			p99: samples === 0 ? Number.POSITIVE_INFINITY : p99,
			arrived: flight.arrived / flight.expected,
			closed: seats.filter(({ isClosed }) => isClosed).length - before,
		};
	};
	const steps: Step[] = [];
	const step = async (offered: number): Promise<Step> => {
		await phases.mark('begin');
		const done = await run(offered);
		await phases.mark('end');
		steps.push(done);
		return done;
	};
	for (const offered of rates) {
		let last = await step(offered);
		if (!isBearable(last) && last.closed === 0) {
			// A hiccup of the machine is no limit: what is too much is too much twice.
			await after(DRAINED_MS);
			last = await step(offered);
		}
		if (!isBearable(last)) break;
	}
	const overload = await run(beyond);
	await after(REST_MS);
	const back = Promise.all(seats.filter(({ isClosed }) => isClosed).map((seat) => seat.again()));
	const inTime = await Promise.race([
		back.then(
			() => true,
			() => false,
		),
		after(BACK_WITHIN_MS, false, { ref: false }),
	]);
	const { p99, arrived } = await run(rates[0]!);
	await close(seats.map(({ client }) => client));
	return { steps, overload, recovered: inTime && arrived >= 0.95 ? p99 : Number.POSITIVE_INFINITY };
}

/** Twenty documents with five who type in each; one of the five looks when the others' letters arrive. */
export function saturationMany(places: Places, phases: Phases, seconds: number): Promise<Saturation> {
	const flight = new Flight();
	const seats: Seat[] = [];
	for (let document = 0; document < 20; document++)
		for (let person = 0; person < 5; person++) {
			const listening: Listening = { how: person === 0 ? 'read' : 'count', heard: flight.heard };
			const id = idOf(document, person);
			if (person === 0) flight.notHeard(id);
			seats.push(
				new Seat((again) => new LoadClient(places.of(document, person), id + again * 100, listening), true),
			);
		}
	const rates = [
		2_000, 6_000, 10_000, 12_800, 14_700, 16_000, 18_000, 20_000, 22_000, 24_700, 28_000, 32_000,
	];
	return saturate(seats, rates, 36_000, { flight, seconds, phases });
}

/** One document with a hundred clients: half of them type, everybody receives. */
export function saturationOne(places: Places, phases: Phases, seconds: number): Promise<Saturation> {
	const flight = new Flight();
	const seats = Array.from({ length: 100 }, (_, n) => {
		const listening: Listening = { how: n === 99 ? 'read' : 'count', heard: flight.heard };
		return new Seat(
			(again) => new LoadClient(places.of(0, n % 20), FIRST_ID + n + again * 100, listening),
			n < 50,
		);
	});
	const rates = [400, 800, 1_200, 1_600, 2_400, 4_800, 6_400, 9_600, 12_800, 16_000, 25_600];
	return saturate(seats, rates, 32_000, { flight, seconds, phases });
}
