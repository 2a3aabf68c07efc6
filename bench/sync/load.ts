/**
 * The load's own process: runs one scenario against a server that is running and answers with its figures on the last
 * line. Talks to whoever started it over stdin and stdout, a line each: "begin", "end", then the result as JSON.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { LoadClient, type Target } from './client.ts';
import type { Dialect } from './dialect.ts';
import { documentOf, type Size } from './document.ts';
import * as scenarios from './scenarios.ts';

export interface Order {
	scenario: 'seed' | 'check' | 'lost' | keyof typeof scenarios;
	dialect: Dialect;
	url: string;
	/** Names of the documents. */
	rooms: string[];
	/** Tokens of the people; empty for servers that ask for none. */
	tokens: string[];
	seconds: number;
	size?: Size;
	documents?: number;
	sockets?: number;
	/** Of `lost`: client id and the last clock that others had seen. */
	seen?: [number, number][];
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const target = (document: number, person: number): Target => ({
	dialect: order.dialect,
	url: order.url,
	room: order.rooms[document % order.rooms.length]!,
	token: order.tokens.length > 0 ? order.tokens[person % order.tokens.length] : undefined,
});
const places = { of: target };
const phases = {
	async mark(name: 'begin' | 'end') {
		console.log(name);
		await lines.next();
	},
};

/** Puts the same document into every room, as a client that has it. */
async function seed(): Promise<{ bytes: number }> {
	const state = documentOf(order.size ?? 'small');
	for (let n = 0; n < order.rooms.length; n++) {
		const client = new LoadClient(target(n, 0), 9_999, { how: 'count' });
		await client.synced;
		if (state.length > 2) {
			client.send(state);
			// Once another client is given it, it is there.
			for (let tries = 0; tries < 100; tries++) {
				const look = new LoadClient(target(n, 1), 9_998, { how: 'apply' });
				await look.synced;
				const there = look.doc!.share.size > 0;
				await look.close();
				if (there) break;
			}
		}
		await client.close();
	}
	return { bytes: state.length };
}

/** What the generator sends is what yjs makes of typing, and arrives whole: seen by a stock client. */
async function check(): Promise<{ letters: number; expected: number }> {
	const typist = new LoadClient(target(0, 0), 77_777, { how: 'count' });
	const reader = new LoadClient(target(0, 1), 77_778, { how: 'apply' });
	await Promise.all([typist.synced, reader.synced]);
	typist.begin('text:sub:1.2');
	for (let n = 0; n < 99; n++) typist.type();
	const letters = (): number => {
		const paragraphs = reader.doc!.getXmlFragment('text:sub:1.2').toArray();
		const own = paragraphs.find((each) => each._item?.id.client === 77_777);
		const words = own instanceof Y.XmlElement ? own.get(0) : undefined;
		return words instanceof Y.XmlText ? words.length : 0;
	};
	const until = performance.now() + 10_000;
	while (letters() < 100 && performance.now() < until)
		await new Promise((resolve) => setTimeout(resolve, 10));
	const result = { letters: letters(), expected: 100 };
	await typist.close();
	await reader.close();
	return result;
}

/** Letters that others had seen and that are gone. */
async function lost(): Promise<{ lost: number }> {
	const reader = new LoadClient(target(0, 0), 88_888, { how: 'apply' });
	await reader.synced;
	const kept = Y.decodeStateVector(Y.encodeStateVector(reader.doc!));
	const gone = (order.seen ?? []).reduce(
		(sum, [client, clock]) => sum + Math.max(0, clock + 1 - (kept.get(client) ?? 0)),
		0,
	);
	await reader.close();
	return { lost: gone };
}

async function run(): Promise<unknown> {
	switch (order.scenario) {
		case 'seed':
			return seed();
		case 'check':
			return check();
		case 'lost':
			return lost();
		case 'opening':
		case 'comeBack':
			return scenarios[order.scenario](places);
		case 'resting':
			return scenarios.resting(places, phases, order.documents ?? 100, order.sockets ?? 100);
		case 'untilKilled':
			return scenarios.untilKilled(places, phases);
		default:
			return scenarios[order.scenario](places, phases, order.seconds);
	}
}

const result = await run();
const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
console.log(JSON.stringify({ result, generatorCpu: (Number(own[11]) + Number(own[12])) / 100 }));
process.exit(0);
