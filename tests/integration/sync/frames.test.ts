import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import {
	closeClients,
	rawIn,
	step1Message,
	step2Message,
	updateMessage,
	yClientIn,
} from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [eva, lead] = [await world.person('Eva Ek'), await world.person('Lena Lead')];
const room = `evaluation/${await world.evaluation([
	{ person: lead, role: 'lead' },
	{ person: eva, role: 'evaluator' },
])}`;
const MIB = 1024 * 1024;

afterEach(closeClients);

const malformed: [string, Uint8Array | string][] = [
	['text', 'hello'],
	['nothing', new Uint8Array()],
	['an unknown type', Uint8Array.of(9)],
	["a type that is the server's", Uint8Array.of(100, 2, 0x7b, 0x7d)],
	['an unknown sync message', Uint8Array.of(0, 7, 0)],
	['a length beyond the end', Uint8Array.of(0, 2, 200, 1)],
	['bytes left over', Uint8Array.of(...step1Message(), 1)],
	['a state vector that cannot be read', step1Message(Uint8Array.of(5, 1))],
	['an update that cannot be read', updateMessage(Uint8Array.of(1, 1, 1))],
	['a number without end', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
];

test.each(malformed)('%s closes the socket as malformed', async (_, frame) => {
	const client = await rawIn(server, room, eva);
	const told = server.log.length;
	client.send(frame);
	expect((await client.end()).code).toBe(CLOSE.malformed);
	expect(server.log.slice(told)).toContainEqual(
		expect.objectContaining({ code: CLOSE.malformed, room, user: eva.id }),
	);
});

test('a frame above the limit closes the socket as too large', async () => {
	const client = await rawIn(server, room, eva);
	client.send(updateMessage(new Uint8Array(MIB)));
	expect((await client.end()).code).toBe(CLOSE.tooLarge);
});

test('an answer with all that was written offline may be larger', async () => {
	const client = await rawIn(server, room, eva);
	client.send(step2Message(new Uint8Array(2 * MIB)));
	expect((await client.end()).code).toBe(CLOSE.malformed);
	const larger = await rawIn(server, room, eva);
	larger.send(step2Message(new Uint8Array(16 * MIB)));
	expect((await larger.end()).code).toBe(CLOSE.tooLarge);
});

test('a message above the hard cap ends the socket before it is read', async () => {
	const client = await rawIn(server, room, eva);
	client.send(new Uint8Array(18 * MIB));
	expect((await client.end()).code).toBe(CLOSE.frameTooBig);
});

test('messages of y-protocols that mean nothing here are passed over', async () => {
	const client = await rawIn(server, room, eva);
	client.send(Uint8Array.of(2, 0, 0));
	client.send(step2Message(Y.encodeStateAsUpdate(new Y.Doc())));
	await client.next('ack');
});

test('a flood of tiny edits closes its own socket and slows nobody', async () => {
	const small = await world.serve({ framesPerSecond: 50, frameBurst: 100 });
	const [flooder, honest] = [await rawIn(small, room, eva), await yClientIn(small, room, lead)];
	const empty = step2Message(Y.encodeStateAsUpdate(new Y.Doc()));
	for (let i = 0; i < 200; i++) flooder.send(empty);
	expect((await flooder.end()).code).toBe(CLOSE.tooFast);
	await honest.write(
		(doc) => void doc.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' }),
	);
});

test('a flood of bytes closes its socket', async () => {
	const small = await world.serve({ bytesPerSecond: 1000, byteBurst: 10_000 });
	const client = await rawIn(small, room, eva);
	client.send(updateMessage(new Uint8Array(11_000)));
	expect((await client.end()).code).toBe(CLOSE.tooFast);
});

test('asking for the whole document again and again closes the socket', async () => {
	const small = await world.serve({ framesPerSecond: 50, frameBurst: 200, syncStep1Cost: 50 });
	const client = await rawIn(small, room, eva);
	for (let i = 0; i < 10; i++) client.send(step1Message());
	expect((await client.end()).code).toBe(CLOSE.tooFast);
});

test('the defaults leave room for typing, a large paste and a long day offline', async () => {
	const own = `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;
	const client = await yClientIn(server, own, eva);
	const text = new Y.XmlText();
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	client.doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
	for (let i = 0; i < 1500; i++) text.insert(text.length, 'a');
	for (let i = 0; i < 8; i++) text.insert(text.length, 'ord '.repeat(10_000));
	await client.until(() => client.acks.length === 1510);
	client.provider.disconnect();
	for (let i = 0; i < 40; i++) text.insert(0, 'mer '.repeat(12_000));
	client.provider.connect();
	await client.until(() => client.acks.length === 1511);
	expect(client.closes).toEqual([]);
	const words = (doc: Y.Doc) => doc.getXmlFragment('text:sub:1.1').toJSON();
	expect(await server.hub.read(own, words)).toBe(words(client.doc));
});

test('what would make a document too large is not let in', async () => {
	const small = await world.serve({ documentBytes: 20_000 });
	const own = `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;
	const client = await yClientIn(small, own, eva);
	const text = new Y.XmlText();
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	client.doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
	// Written and deleted again and again, a document stays small.
	for (let i = 0; i < 10; i++) {
		text.insert(0, 'x'.repeat(5000));
		text.delete(0, 5000);
	}
	await client.until(() => client.acks.length === 22);
	const closing = client.end();
	text.insert(0, 'x'.repeat(21_000));
	expect((await closing).code).toBe(CLOSE.tooLarge);
});
