/** Work at a steady pace: a team, many teams, a town hall. Times in milliseconds, rates per second. */
import { setTimeout as after } from 'node:timers/promises';
import { LoadClient } from './client.ts';
import { close, Flight, joined, typeAt } from './flight.ts';
import { FIRST_ID, idOf, TEXT, type Phases, type Places } from './places.ts';

const WARM_UP_SECONDS = 10;
const WARM_UP_RATE = 300;

/**
 * Another team at work in a document of its own, before anything is measured: servers run for weeks, and what a server
 * runs seldom is compiled late.
 */
async function warmUp(places: Places, document: number): Promise<void> {
	const clients = Array.from(
		{ length: 5 },
		(_, n) => new LoadClient(places.of(document, n), idOf(document, n), { how: 'count' }),
	);
	await joined(clients);
	for (const client of clients) client.begin(TEXT);
	await typeAt(clients, WARM_UP_RATE, WARM_UP_SECONDS, new Flight(), true);
	await close(clients);
}

/** Eight people in one large document, five letters a second each, with cursors; everybody applies everything. */
export async function team(places: Places, phases: Phases, seconds: number) {
	await warmUp(places, 1);
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
	await warmUp(places, 200);
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
	await warmUp(places, 1);
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
