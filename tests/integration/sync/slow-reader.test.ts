import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { awarenessMessage, closeClients, rawIn, step1Message, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: eva, role: 'evaluator' },
		{ person: nils, role: 'evaluator' },
	])}`;
const KIB = 1024;

afterEach(closeClients);

function paragraph(doc: Y.Doc): Y.XmlText {
	const text = new Y.XmlText();
	const element = new Y.XmlElement('paragraph');
	element.insert(0, [text]);
	doc.getXmlFragment('text:sub:1.1').push([element]);
	return text;
}

test('a reader that does not read is closed, and the others notice nothing', async () => {
	const server = await world.serve({ slowReaderBytes: 512 * KIB, closeGraceMs: 200 });
	const room = await newRoom();
	const [a, b] = [await yClientIn(server, room, eva), await yClientIn(server, room, nils)];
	const slow = await rawIn(server, room, nils);
	slow.ws.pause();
	let text = paragraph(a.doc);
	const slowed = () => server.log.find((line) => line.code === CLOSE.tryAgain);
	for (let i = 0; i < 400 && !slowed(); i++) {
		if (i % 8 === 0) text = paragraph(a.doc);
		await a.write(() => text.insert(0, 'x'.repeat(90 * KIB)));
	}
	expect(slowed()).toMatchObject({ room, user: nils.id, why: 'reads too slowly', limit: 'slowReaderBytes' });
	expect(await server.metrics.registry.metrics()).toContain(
		'samsyn_limit_reached_total{limit="slowReaderBytes"} 1',
	);
	// It reads no close either, and is cut after closeGraceMs.
	const sockets = async () => /^samsyn_sockets (\d+)/m.exec(await server.metrics.registry.metrics())?.[1];
	await expect.poll(sockets).toBe('2');
	slow.ws.resume();
	await slow.end();
	await b.until(() => Y.encodeStateVector(b.doc).toString() === Y.encodeStateVector(a.doc).toString());
	expect([a.closes, b.closes]).toEqual([[], []]);
});

test('a document larger than what counts as slow still reaches who asks for it', async () => {
	const server = await world.serve({ slowReaderBytes: 64 * KIB });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	for (let i = 0; i < 60; i++) await a.write((doc) => paragraph(doc).insert(0, 'y'.repeat(90 * KIB)));
	const late = await rawIn(server, room, nils);
	late.send(step1Message());
	const { update } = await late.next('step2');
	expect(update.length).toBeGreaterThan(5000 * KIB);
	expect(late.closed).toBeUndefined();
});

test('a full socket gets no presence, and the present one once it has drained', async () => {
	const server = await world.serve({ awarenessBufferedBytes: 64 * KIB, slowReaderBytes: 64 * KIB * KIB });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	const talker = await rawIn(server, room, eva);
	talker.send(awarenessMessage([[7, 1, { n: 1 }]]));
	const leaving = await rawIn(server, room, eva);
	leaving.send(awarenessMessage([[8, 1, { n: 1 }]]));
	const present = a.provider.awareness.states;
	await a.until(() => present.has(7) && present.has(8));
	const slow = await rawIn(server, room, nils);
	await slow.next('awareness');
	slow.ws.pause();
	const dropped = async () =>
		Number(
			/^samsyn_limit_reached_total\{limit="awarenessBufferedBytes"\} (\d+)/m.exec(
				await server.metrics.registry.metrics(),
			)?.[1],
		);
	let text = paragraph(a.doc);
	for (let i = 0, clock = 2; (await dropped()) === 0; i++) {
		if (i % 8 === 0) text = paragraph(a.doc);
		await a.write(() => text.insert(0, 'x'.repeat(90 * KIB)));
		talker.send(awarenessMessage([[7, clock, { n: clock++ }]]));
	}
	talker.send(awarenessMessage([[7, 100_000, { n: 'last' }]]));
	leaving.close();
	await a.until(() => present.get(7)?.n === 'last' && !present.has(8));
	slow.ws.resume();
	await slow.until(() => slow.all('awareness').some(({ states }) => states.get(7)?.state?.n === 'last'));
	await slow.until(() => slow.all('awareness').some(({ states }) => states.get(8)?.state === null));
	expect(slow.closed).toBeUndefined();
});
