/** Coming in: opening, coming back after a kill, what people cost who are there and do nothing, and what a kill loses. */
import { setTimeout as after } from 'node:timers/promises';
import { LoadClient } from './client.ts';
import { percentile } from './figures.ts';
import { fill } from './entering.ts';
import { close, Flight, joined, typeAt } from './flight.ts';
import { FIRST_ID, TEXT, type Phases, type Places } from './places.ts';

/** Opening large documents: each the first time since the server started, then one of them again and again. */
export async function opening(places: Places, _phases: Phases, documents: number) {
	const open = async (document: number, n: number): Promise<number> => {
		const client = new LoadClient(places.of(document, n % 8), FIRST_ID + n, { how: 'count' });
		const time = await client.synced;
		await client.close();
		return time;
	};
	// The process itself is warm: the last document is a small one, for that alone.
	for (let n = 0; n < 5; n++) await open(documents - 1, n);
	const cold: number[] = [];
	for (let document = 0; document < documents - 1; document++) cold.push(await open(document, document));
	const holder = new LoadClient(places.of(0, 0), FIRST_ID + 999, { how: 'count' });
	await holder.synced;
	const warm: number[] = [];
	for (let n = 1; n <= 20; n++) warm.push(await open(0, n));
	await holder.close();
	return { cold: percentile(cold, 0.5), warm: percentile(warm, 0.5) };
}

/** Documents that are opened first: what the process itself takes on by then is nobody's document. */
const FIRST_DOCUMENTS = 50;

/**
 * Fills and opens documents and keeps a socket in each: the first of them up to the first stretch, the others up to the
 * second; in that, so many further sockets come into one of them.
 */
export async function resting(
	places: Places,
	phases: Phases,
	{ state, documents, sockets }: { state: Uint8Array; documents: number; sockets: number },
) {
	const clients: LoadClient[] = [];
	const open = async (from: number, to: number): Promise<void> => {
		for (let n = from; n < to; n++) {
			await fill(places, n, state);
			const client = new LoadClient(places.of(n, 0), FIRST_ID, { how: 'count' });
			await client.synced;
			clients.push(client);
		}
	};
	await open(0, FIRST_DOCUMENTS);
	await phases.mark('begin');
	await phases.mark('end');
	await open(FIRST_DOCUMENTS, documents);
	await phases.mark('begin');
	for (let n = 0; n < sockets; n++) {
		const client = new LoadClient(places.of(0, n % 8), FIRST_ID + 1 + n, { how: 'count' });
		await client.synced;
		clients.push(client);
	}
	await phases.mark('end');
	await close(clients);
	return { documents: documents - FIRST_DOCUMENTS, sockets };
}

/** Documents that the five hundred work in; the bystanders have the next one. */
const STORM_DOCUMENTS = 20;

/** Five hundred clients come back at once, from the moment the server's port is open until the last has its document. */
export async function comeBack(places: Places, phases: Phases) {
	await phases.mark('ready');
	const opened = performance.now();
	const clients = Array.from(
		{ length: 500 },
		(_, n) =>
			new LoadClient(places.of(n % STORM_DOCUMENTS, Math.floor(n / STORM_DOCUMENTS) % 8), FIRST_ID + n, {
				how: 'count',
			}),
	);
	await Promise.all(clients.map((client) => client.synced));
	const last = performance.now() - opened;
	await close(clients);
	return { last };
}

/** Eight who are in already and type on in a document of their own, before and while five hundred come. */
export async function bystanders(places: Places, phases: Phases) {
	const flight = new Flight();
	const clients = Array.from(
		{ length: 8 },
		(_, n) =>
			new LoadClient(places.of(STORM_DOCUMENTS, n), FIRST_ID + 1_000 + n, {
				how: 'read',
				heard: flight.heard,
			}),
	);
	await joined(clients);
	for (const client of clients) client.begin(TEXT);
	await typeAt(clients, 40, 1, new Flight());
	flight.measuring = true;
	await typeAt(clients, 40, 3, flight);
	await after(200);
	const before = flight.latencies();
	flight.forget();
	await phases.mark('ready');
	let over = false;
	void phases.over().then(() => (over = true));
	while (!over) await typeAt(clients, 40, 0.2, flight);
	await after(500);
	const during = flight.latencies();
	await close(clients);
	return { p99Before: before.p99, p99: during.p99, samples: during.samples };
}

/** Types until the server's end; then says what others had seen. */
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
	await phases.mark('ready');
	const flight = new Flight();
	for (let second = 0; second < 60 && clients.some(({ closed }) => closed === undefined); second++)
		await typeAt(clients, 25, 1, flight);
	return { seen: [...seen] };
}
