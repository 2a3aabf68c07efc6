/** People in rooms, in a process of their own: as many as they are told to be, and writing when they are told to. */
import { LoadClient } from '../sync/client.ts';
import { Flight, joined, typeAt } from '../sync/flight.ts';
import { idOf, TEXT } from '../sync/places.ts';

export interface CrowdPlace {
	url: string;
	rooms: string[];
	tokens: string[];
	/** Of each document, from the first: so many write. */
	writers: number;
}

export type CrowdOrder =
	/** So many sockets in each of so many documents, those that are there already included. */
	| { do: 'gather'; documents: number; people: number }
	/** Letters a second, all together. */
	| { do: 'write'; rate: number; seconds: number };

export interface CrowdAnswer {
	/** Milliseconds: the median from connecting to having the document, of who came. */
	joining: number;
	/** Of the letters written, until one who reads has them, in milliseconds; NaN where none were. */
	p50: number;
	p99: number;
	/** Letters a second. */
	rate: number;
}

const WARM_UP_SECONDS = 1;
/** Of those who write in a document so many listen as well: the load must not need more of the machine than the server. */
const LISTENERS = 2;

const place = JSON.parse(process.argv[2] ?? '{}') as CrowdPlace;
const flight = new Flight();
const crowds: LoadClient[][] = place.rooms.map(() => []);

const listens = (person: number): boolean => person < place.writers && person >= place.writers - LISTENERS;

/** Two at a time, so that a time is that of joining and not of waiting for others. */
const AT_ONCE = 2;

async function gather(documents: number, people: number): Promise<number> {
	const times: number[] = [];
	for (let document = 0; document < documents; document++) {
		const crowd = crowds[document]!;
		const before = crowd.length;
		for (let person = before; person < people; person++)
			crowd.push(
				new LoadClient(
					{
						dialect: 'y-websocket',
						url: place.url,
						room: place.rooms[document]!,
						token: place.tokens[person % place.tokens.length],
					},
					idOf(document, person),
					{ how: listens(person) ? 'read' : 'count', heard: flight.heard },
				),
			);
		const came = crowd.slice(before);
		await joined(came, AT_ONCE);
		times.push(...(await Promise.all(came.map((client) => client.synced))));
		for (const client of crowd.slice(before, place.writers)) client.begin(TEXT);
	}
	return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

async function write(rate: number, seconds: number): Promise<Omit<CrowdAnswer, 'joining'>> {
	const writers = crowds.flatMap((crowd) => crowd.slice(0, place.writers));
	flight.forget();
	flight.measuring = true;
	const written = await typeAt(writers, rate, seconds, flight);
	return { ...flight.latencies(), rate: written };
}

process.on('message', (order: CrowdOrder) => {
	const nothing = { joining: Number.NaN, p50: Number.NaN, p99: Number.NaN, rate: 0 };
	const answer =
		order.do === 'gather'
			? gather(order.documents, order.people).then((joining) => ({ ...nothing, joining }))
			: write(order.rate, WARM_UP_SECONDS)
					.then(() => write(order.rate, order.seconds))
					.then((latencies) => ({ ...nothing, ...latencies }));
	answer.then(
		(told: CrowdAnswer) => process.send?.(told),
		(error: unknown) => {
			console.error(error);
			process.exit(1);
		},
	);
});
