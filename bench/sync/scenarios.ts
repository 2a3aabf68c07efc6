/**
 * What is measured, each as one function of the places it may connect to. Runs in the load's own process; times in
 * milliseconds, rates per second.
 */
import { setTimeout as after } from 'node:timers/promises';
import { LoadClient, type Target } from './client.ts';
import { percentile } from './figures.ts';
import { close, Flight, joined, typeAt } from './flight.ts';

export interface Places {
	/** One target for each document and person: `of(document, person)`. */
	of(document: number, person: number): Target;
}

const TEXT = 'text:sub:1.1';
/** Ids of the load's clients begin here, above those the documents were written under. */
const FIRST_ID = 10_000;
/** One for each person and document: letters of two documents must not be taken for each other. */
const idOf = (document: number, person: number): number => FIRST_ID + document * 100 + person;

export interface Phases {
	/** Told when the measured stretch begins and ends, so that whoever started this reads the server's usage. */
	mark(name: 'begin' | 'end'): Promise<void>;
}

/** Eight people in one large document, five letters a second each, with cursors; everybody applies everything. */
export async function team(places: Places, phases: Phases, seconds: number) {
	const flight = new Flight();
	const people = Array.from({ length: 8 }, (_, n) => n);
	const clients = people.map(
		(n) => new LoadClient(places.of(0, n), FIRST_ID + n, { how: 'apply', heard: flight.heard }),
	);
	await joined(clients);
	for (const client of clients) client.begin(TEXT);
	await typeAt(clients, 40, 2, flight, true);
	flight.forget();
	flight.measuring = true;
	await phases.mark('begin');
	await typeAt(clients, 40, seconds, flight, true);
	await phases.mark('end');
	await after(500);
	const result = flight.latencies();
	await close(clients);
	return result;
}

/** 200 documents, five people each, a thousand letters a second in all; one of each five looks when they arrive. */
export async function teams(places: Places, phases: Phases, seconds: number) {
	const flight = new Flight();
	const clients: LoadClient[] = [];
	for (let document = 0; document < 200; document++) {
		for (let person = 0; person < 5; person++)
			clients.push(
				new LoadClient(places.of(document, person), idOf(document, person), {
					how: person === 0 ? 'read' : 'count',
					heard: flight.heard,
				}),
			);
		if (document % 10 === 9) await joined(clients.slice(-50));
	}
	const typists = clients.filter((_, n) => n % 5 !== 0);
	for (const client of typists) client.begin(TEXT);
	await typeAt(typists, 1000, 3, new Flight());
	flight.measuring = true;
	await phases.mark('begin');
	await typeAt(typists, 1000, seconds, flight);
	await phases.mark('end');
	await after(500);
	const result = flight.latencies();
	await close(clients);
	return result;
}

/** One document, 200 readers, ten who type five letters a second each. */
export async function townHall(places: Places, phases: Phases, seconds: number) {
	const flight = new Flight();
	const typists = Array.from(
		{ length: 10 },
		(_, n) => new LoadClient(places.of(0, n), FIRST_ID + n, { how: 'count' }),
	);
	await joined(typists);
	const readers = Array.from(
		{ length: 200 },
		(_, n) =>
			new LoadClient(places.of(0, 10 + (n % 10)), FIRST_ID + 10 + n, {
				how: n % 10 === 0 ? 'read' : 'count',
				heard: flight.heard,
			}),
	);
	await joined(readers);
	for (const client of typists) client.begin(TEXT);
	await typeAt(typists, 50, 2, flight);
	flight.forget();
	flight.measuring = true;
	await phases.mark('begin');
	await typeAt(typists, 50, seconds, flight);
	await phases.mark('end');
	await after(500);
	const result = flight.latencies();
	await close([...typists, ...readers]);
	return result;
}

export interface Saturation {
	/** The highest rate at which nearly all of it was sent and the 99th percentile stayed below 100 ms. */
	rate: number;
	steps: { offered: number; sent: number; p99: number; lost: number }[];
	/** 99th percentile at the first rate again, after the highest. */
	recovered: number;
}

const BEARABLE_MS = 100;

async function saturate(
	clients: readonly LoadClient[],
	typists: readonly LoadClient[],
	rates: readonly number[],
	flight: Flight,
	seconds: number,
): Promise<Saturation> {
	const steps: Saturation['steps'] = [];
	let rate = 0;
	flight.measuring = true;
	const run = async (offered: number) => {
		flight.forget();
		const sent = await typeAt(typists, offered, seconds, flight);
		await after(300);
		const { p99, samples } = flight.latencies();
		const lost = clients.filter(({ closed }) => closed !== undefined).length;
		return { offered, sent: Math.round(sent), p99: samples === 0 ? Number.POSITIVE_INFINITY : p99, lost };
	};
	for (const offered of rates) {
		const step = await run(offered);
		steps.push(step);
		if (step.lost === 0 && step.sent >= 0.95 * offered && step.p99 < BEARABLE_MS) rate = step.sent;
		else break;
	}
	await after(2_000);
	const { p99: recovered } = await run(rates[0]!);
	return { rate, steps, recovered };
}

const RATES = [
	1_000, 2_000, 4_000, 6_000, 8_000, 10_000, 12_800, 14_700, 16_000, 18_000, 20_000, 22_000, 24_700, 28_000,
];

/** Twenty documents with five who type and hear each other. */
export async function saturationMany(places: Places, _phases: Phases, seconds: number) {
	const flight = new Flight();
	const clients: LoadClient[] = [];
	for (let document = 0; document < 20; document++)
		for (let person = 0; person < 5; person++)
			clients.push(
				new LoadClient(places.of(document, person), idOf(document, person), {
					how: person === 0 ? 'read' : 'count',
					heard: flight.heard,
				}),
			);
	await joined(clients);
	for (const client of clients) client.begin(TEXT);
	const result = await saturate(clients, clients, RATES, flight, seconds);
	await close(clients);
	return result;
}

/** One document with a hundred clients: twenty type, everybody receives. */
export async function saturationOne(places: Places, _phases: Phases, seconds: number) {
	const flight = new Flight();
	const clients = Array.from(
		{ length: 100 },
		(_, n) =>
			new LoadClient(places.of(0, n % 20), FIRST_ID + n, {
				how: n === 99 ? 'read' : 'count',
				heard: flight.heard,
			}),
	);
	await joined(clients);
	const typists = clients.slice(0, 50);
	for (const client of typists) client.begin(TEXT);
	const rates = [200, 400, 800, 1_200, 1_600, 2_400, 3_200, 4_800, 6_400, 9_600, 12_800, 25_600];
	const result = await saturate(clients, typists, rates, flight, seconds);
	await close(clients);
	return result;
}

/** Opening the large document: the first time since the server started, then again and again. */
export async function opening(places: Places) {
	const open = async (n: number): Promise<number> => {
		const client = new LoadClient(places.of(0, n % 8), FIRST_ID + n, { how: 'count' });
		const time = await client.synced;
		await client.close();
		return time;
	};
	// The process itself is warm: another document first.
	const warmUp = new LoadClient(places.of(1, 0), FIRST_ID, { how: 'count' });
	await warmUp.synced;
	await warmUp.close();
	const cold = await open(0);
	const holder = new LoadClient(places.of(0, 0), FIRST_ID + 999, { how: 'count' });
	await holder.synced;
	const warm: number[] = [];
	for (let n = 1; n <= 20; n++) warm.push(await open(n));
	await holder.close();
	return { cold, warm: percentile(warm, 0.5) };
}

/** Opens so many documents and keeps one socket in each; then so many further sockets in the first. */
export async function resting(places: Places, phases: Phases, documents: number, sockets: number) {
	const clients: LoadClient[] = [];
	for (let n = 0; n < documents; n++) {
		const client = new LoadClient(places.of(n, 0), FIRST_ID, { how: 'count' });
		await client.synced;
		clients.push(client);
	}
	await phases.mark('begin');
	for (let n = 0; n < sockets; n++) {
		const client = new LoadClient(places.of(0, n % 8), FIRST_ID + 1 + n, { how: 'count' });
		await client.synced;
		clients.push(client);
	}
	await phases.mark('end');
	await close(clients);
	return { documents, sockets };
}

/** Five hundred clients come back at once: until the last has its document. */
export async function comeBack(places: Places) {
	const clients = Array.from(
		{ length: 500 },
		(_, n) => new LoadClient(places.of(n % 20, Math.floor(n / 20) % 8), FIRST_ID + n, { how: 'count' }),
	);
	const times = await Promise.all(clients.map((client) => client.synced));
	await close(clients);
	return { last: Math.max(...times), median: percentile(times, 0.5) };
}

/** Types until it is told to stop by the server's end; then says what others had seen. */
export async function untilKilled(places: Places, phases: Phases) {
	const seen = new Map<number, number>();
	const heard = (clientId: number, clock: number): void => {
		seen.set(clientId, Math.max(seen.get(clientId) ?? -1, clock));
	};
	const clients = Array.from(
		{ length: 5 },
		(_, n) => new LoadClient(places.of(0, n), FIRST_ID + n, { how: 'read', heard }),
	);
	await joined(clients);
	for (const client of clients) client.begin(TEXT);
	await phases.mark('begin');
	const flight = new Flight();
	for (let second = 0; second < 60 && clients.some(({ closed }) => closed === undefined); second++)
		await typeAt(clients, 25, 1, flight);
	return { seen: [...seen] };
}
