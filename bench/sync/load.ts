/**
 * The load's own process: runs one scenario against a server that is running and answers with its figures on the last
 * line. Talks to whoever started it over stdin and stdout, a line each: marks, then the result as JSON.
 */
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { check } from './check.ts';
import { LoadClient } from './client.ts';
import type { Dialect } from './dialect.ts';
import { documentOf, type Size } from './document.ts';
import { fill, settle } from './entering.ts';
import { nodeKilled } from './node-killed.ts';
import type { Phases, Places } from './places.ts';
import * as returning from './returning.ts';
import { saturationMany, saturationOne } from './saturation.ts';
import { team, teams, townHall } from './scenarios.ts';
import type { Sent } from './servers.ts';

const SCENARIOS = {
	team: () => team(places, phases, order.seconds),
	teams: () => teams(places, phases, order.seconds),
	townHall: () => townHall(places, phases, order.seconds),
	saturationMany: () => saturationMany(places, phases, order.seconds),
	saturationOne: () => saturationOne(places, phases, order.seconds),
	opening: () => returning.opening(places, phases, order.rooms.length),
	resting: () =>
		returning.resting(places, phases, {
			state: documentOf(order.size ?? 'small'),
			documents: order.rooms.length,
			sockets: order.sockets ?? 500,
		}),
	comeBack: () => returning.comeBack(places, phases),
	bystanders: () => returning.bystanders(places, phases),
	untilKilled: () => returning.untilKilled(places, phases),
	nodeKilled: () => nodeKilled(places, phases),
	check: () => check(places),
	seed,
	enter,
	lost,
} satisfies Record<string, () => Promise<unknown>>;

export interface Order {
	scenario: keyof typeof SCENARIOS;
	dialect: Dialect;
	/** One for each node, and who is sent to which. */
	urls: string[];
	sent: Sent;
	/** Names of the documents. */
	rooms: string[];
	/** Tokens of the people; empty for servers that ask for none. */
	tokens: string[];
	seconds: number;
	size?: Size;
	sockets?: number;
	/** Of `lost`: client id and the last clock that others had seen. */
	seen?: [number, number][];
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const places: Places = {
	of: (document, person, attempt = 0) => ({
		dialect: order.dialect,
		url: order.urls[((order.sent === 'by room' ? document : person) + attempt) % order.urls.length]!,
		room: order.rooms[document % order.rooms.length]!,
		token: order.tokens.length > 0 ? order.tokens[person % order.tokens.length] : undefined,
	}),
};
const phases: Phases = {
	async mark(name) {
		console.log(name);
		await lines.next();
	},
	async over() {
		await lines.next();
	},
};

/** Puts the same document into every room. */
async function seed(): Promise<{ bytes: number }> {
	const state = documentOf(order.size ?? 'small');
	for (let n = 0; n < order.rooms.length; n++) await fill(places, n, state);
	return { bytes: state.length };
}

async function enter(): Promise<{ documents: number }> {
	await settle(places, order.rooms.length);
	return { documents: order.rooms.length };
}

/** Letters that others had seen and that are gone. */
async function lost(): Promise<{ lost: number }> {
	const reader = new LoadClient(places.of(0, 0), 88_888, { how: 'apply' });
	await reader.synced;
	const kept = Y.decodeStateVector(Y.encodeStateVector(reader.doc!));
	const gone = (order.seen ?? []).reduce(
		(sum, [client, clock]) => sum + Math.max(0, clock + 1 - (kept.get(client) ?? 0)),
		0,
	);
	await reader.close();
	return { lost: gone };
}

console.log(JSON.stringify(await SCENARIOS[order.scenario]()));
process.exit(0);
