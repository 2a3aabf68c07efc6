/**
 * Whether the load measures what people meet: its letters are read whole by a client that is not its own, and that
 * client sees them no later and no earlier than the load says.
 */
import { setTimeout as after } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { LoadClient, type Target } from './client.ts';
import { Flight, joined } from './flight.ts';
import { percentile } from './figures.ts';
import type { Places } from './places.ts';

const TEXT = 'text:sub:1.2';
const TYPIST = 77_777;
const LETTERS = 100;
const EACH_MS = 20;
const WITHIN_MS = 10_000;

export interface Check {
	/** Letters that were sent, and those the reader has in its text. */
	expected: number;
	letters: number;
	/** Milliseconds until the load's own listener had a letter, and until the reader had it: medians. */
	load: number;
	reader: number;
	/** Which reader: the stock client, or a document of our own where the server speaks another protocol. */
	readBy: 'y-websocket' | 'yjs';
}

/** The medians may differ by so much, in milliseconds and as a share: the reader draws up a document as well. */
const TOLERANCE = { ms: 0.5, share: 0.25 };

/** Whether the reader's time is the load's within the tolerance. */
export const agrees = ({ load, reader }: Pick<Check, 'load' | 'reader'>): boolean =>
	Math.abs(reader - load) <= Math.max(TOLERANCE.ms, TOLERANCE.share * load);

/** The package's own client; the polyfill only adds the token, which a page has as a cookie. */
function stockClient({ url, room, token }: Target, doc: Y.Doc): { synced: Promise<void>; close(): void } {
	class Socket extends WebSocket {
		constructor(address: string, protocols: string[]) {
			super(address, protocols, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
		}
	}
	const provider = new WebsocketProvider(url, room, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
	});
	const synced = new Promise<void>((resolve) => provider.once('sync', () => resolve()));
	return { synced, close: () => provider.destroy() };
}

function ownClient(target: Target, doc: Y.Doc): { synced: Promise<void>; close(): void } {
	const client = new LoadClient(target, 77_779, { how: 'apply' }, doc);
	return { synced: client.synced.then(() => undefined), close: () => void client.close() };
}

/** Letters of the typist's paragraph. */
function lettersIn(doc: Y.Doc): number {
	const paragraph = doc
		.getXmlFragment(TEXT)
		.toArray()
		.find((each) => each._item?.id.client === TYPIST);
	const words = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
	return words instanceof Y.XmlText ? words.length : 0;
}

export async function check(places: Places): Promise<Check> {
	const target = places.of(0, 1);
	const readBy = target.dialect === 'y-websocket' ? 'y-websocket' : 'yjs';
	const sent = new Flight();
	const seen = new Flight();
	const typist = new LoadClient(places.of(0, 0), TYPIST, { how: 'count' });
	const listener = new LoadClient(target, 77_778, { how: 'read', heard: sent.heard });
	const doc = new Y.Doc();
	const reader = readBy === 'yjs' ? ownClient(target, doc) : stockClient(target, doc);
	await Promise.all([joined([typist, listener]), reader.synced]);
	let had = 0;
	doc.on('update', () => {
		const clock = Y.getState(doc.store, TYPIST);
		for (; had < clock; had++) seen.heard(TYPIST, had);
	});
	typist.begin(TEXT);
	sent.measuring = seen.measuring = true;
	for (let n = 1; n < LETTERS; n++) {
		const { clock } = typist.typist;
		for (const flight of [sent, seen]) flight.send(TYPIST, clock);
		typist.type();
		await after(EACH_MS);
	}
	const until = performance.now() + WITHIN_MS;
	while (lettersIn(doc) < LETTERS && performance.now() < until) await after(10);
	const result = {
		expected: LETTERS,
		letters: lettersIn(doc),
		load: percentile(sent.times, 0.5),
		reader: percentile(seen.times, 0.5),
		readBy,
	} as const;
	await Promise.all([typist.close(), listener.close()]);
	reader.close();
	return result;
}
