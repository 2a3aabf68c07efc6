/**
 * The soak's load, in a process of its own: twenty documents with five who write and one who reads along in each. Tells
 * its parent how each stretch went, and at the end whether everything written is there and the same for everybody.
 */
import * as Y from 'yjs';
import { LoadClient, type Target } from '../sync/client.ts';
import { close, Flight, joined, typeAt } from '../sync/flight.ts';
import { idOf, TEXT } from '../sync/places.ts';
import { Editor } from './editor.ts';

export interface SoakOrder {
	url: string;
	rooms: string[];
	tokens: string[];
	/** Letters a second, all documents together. */
	rate: number;
	/** Stretches, and the seconds of each. */
	stretches: number;
	seconds: number;
}

export interface Stretch {
	kind: 'stretch';
	/** Letters really sent a second. */
	rate: number;
	p50: number;
	p99: number;
	/** Letters that were measured. */
	samples: number;
	/** Sockets closed so far. */
	closed: number;
}

export interface SoakEnd {
	kind: 'end';
	/** Changes sent: letters, erasures, and the paragraph that each editor begins with. */
	sent: number;
	/** Clocks that were written and that a client which joins afterwards is not given. */
	missing: number;
	/** Documents where who read along from the beginning has another document than who joins afterwards. */
	different: number;
}

export type SoakMessage = Stretch | SoakEnd;

const EDITORS = 5;
const ARRIVE_WITHIN_MS = 60_000;

const order = JSON.parse(process.argv[2] ?? '{}') as SoakOrder;
const tell = (message: SoakMessage): void => void process.send?.(message);

const target = (document: number, person: number): Target => ({
	dialect: 'y-websocket',
	url: order.url,
	room: order.rooms[document]!,
	token: order.tokens[person % order.tokens.length],
});

const flight = new Flight();
const documents = order.rooms.map((_, document) => ({
	editors: Array.from(
		{ length: EDITORS },
		(__, person) => new Editor(target(document, person), idOf(document, person), { how: 'count' }),
	),
	reader: new LoadClient(target(document, EDITORS), idOf(document, EDITORS), {
		how: 'apply',
		heard: flight.heard,
	}),
}));
const editors = documents.flatMap((each) => each.editors);
const all = documents.flatMap((each) => [...each.editors, each.reader]);
await joined(all);
for (const editor of editors) editor.begin(TEXT);

flight.measuring = true;
for (let stretch = 0; stretch < order.stretches; stretch++) {
	flight.forget();
	const rate = await typeAt(editors, order.rate, order.seconds, flight);
	const closed = all.filter((client) => client.closed !== undefined).length;
	tell({ kind: 'stretch', rate, ...flight.latencies(), closed });
}

let missing = 0;
let different = 0;
for (const [n, { editors: own, reader }] of documents.entries()) {
	await arrived(reader.doc!, own);
	const late = new LoadClient(target(n, EDITORS), idOf(n, EDITORS + 1), { how: 'apply' });
	await late.synced;
	for (const { typist } of own)
		missing += Math.max(0, typist.clock - Y.getState(late.doc!.store, typist.clientId));
	if (!sameDocument(reader.doc!, late.doc!)) different += 1;
	await late.close();
}
const changes = editors.reduce((sum, editor) => sum + editor.changes, 0);
tell({ kind: 'end', sent: changes + editors.length, missing, different });
await close(all);
process.disconnect();

/** Resolves once the document has what its editors wrote, or has not been given it in time. */
async function arrived(doc: Y.Doc, own: readonly Editor[]): Promise<void> {
	const isThere = (): boolean =>
		own.every(({ typist }) => Y.getState(doc.store, typist.clientId) >= typist.clock);
	if (isThere()) return;
	const { promise, resolve } = Promise.withResolvers<void>();
	const cut = setTimeout(resolve, ARRIVE_WITHIN_MS);
	const look = (): void => {
		if (isThere()) resolve();
	};
	doc.on('update', look);
	await promise;
	doc.off('update', look);
	clearTimeout(cut);
}

/** The same structs, the same deletions, the same words. */
function sameDocument(a: Y.Doc, b: Y.Doc): boolean {
	return (
		Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)) &&
		a.getXmlFragment(TEXT).toJSON() === b.getXmlFragment(TEXT).toJSON()
	);
}
