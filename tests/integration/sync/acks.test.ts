import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeClients, rawIn, step2Message, updateMessage, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const eva = await world.person();
const newRoom = async () => `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;

afterEach(closeClients);

/** A document of its own that tells each of its updates. */
function author(): { doc: Y.Doc; update: (change: (doc: Y.Doc) => void) => Uint8Array } {
	const doc = new Y.Doc();
	return {
		doc,
		update(change) {
			const before = Y.encodeStateVector(doc);
			let update: Uint8Array | undefined;
			const collect = (bytes: Uint8Array) => (update = bytes);
			doc.on('update', collect);
			doc.transact(() => change(doc));
			doc.off('update', collect);
			return update ?? Y.encodeStateAsUpdate(doc, before);
		},
	};
}

const score = (points: number) => (doc: Y.Doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points });

test('the answer to the first question is acknowledged, under no client id yet', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	client.send(step2Message(Y.encodeStateAsUpdate(new Y.Doc())));
	expect((await client.next('ack')).ack).toEqual({ clientId: 0, clock: 0, seq: 0 });
});

test('each update is acknowledged once, in order, with the clock and log position it is committed at', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const { doc, update } = author();
	for (const points of [1, 2, 3]) client.send(updateMessage(update(score(points))));
	await client.until(() => client.all('ack').length === 3);
	expect(client.all('ack').map(({ ack }) => ack)).toEqual(
		[1, 2, 3].map((n) => ({ clientId: doc.clientID, clock: n, seq: n })),
	);
	const rows = await world.db
		.selectFrom('update_log')
		.selectAll()
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	expect(rows.map((row) => [row.seq, row.client_id, row.from_clock, row.to_clock, row.user_id])).toEqual(
		[1, 2, 3].map((n) => [n, doc.clientID, n - 1, n, eva.id]),
	);
});

test('a change that only deletes is acknowledged with the clock reached before it', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const { doc, update } = author();
	client.send(updateMessage(update(score(1))));
	client.send(updateMessage(update((own) => own.getMap('scores').delete(`1.1/${eva.id}`))));
	await client.next('ack');
	expect((await client.next('ack')).ack).toEqual({ clientId: doc.clientID, clock: 1, seq: 2 });
});

test('what is known already is acknowledged and not written again', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const { doc, update } = author();
	const bytes = update(score(1));
	client.send(updateMessage(bytes));
	client.send(updateMessage(bytes));
	await client.next('ack');
	expect((await client.next('ack')).ack).toEqual({ clientId: doc.clientID, clock: 1, seq: 1 });
	const again = await rawIn(server, room, eva);
	again.send(step2Message(Y.encodeStateAsUpdate(doc)));
	expect((await again.next('ack')).ack.seq).toBe(1);
});

test('a repeated update is not acknowledged before its first copy is committed', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const { update } = author();
	const release = await world.hold(room);
	const bytes = update(score(1));
	client.send(updateMessage(bytes));
	client.send(updateMessage(bytes));
	const other = await rawIn(server, room, eva);
	other.send(updateMessage(bytes));
	expect([...client.all('ack'), ...other.all('ack')]).toEqual([]);
	await release();
	await client.until(() => client.all('ack').length === 2);
	expect((await other.next('ack')).ack.seq).toBe(1);
});

test('an update before what it builds on is answered with a question, and acknowledged in its turn', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const { doc, update } = author();
	update(score(1));
	const second = update(score(2));
	client.send(updateMessage(second));
	await client.next('step1');
	expect(client.all('ack')).toEqual([]);
	client.send(step2Message(Y.encodeStateAsUpdate(doc)));
	await client.until(() => client.all('ack').length === 2);
	expect(client.all('ack').map(({ ack }) => [ack.clientId, ack.clock])).toEqual([
		[doc.clientID, 2],
		[doc.clientID, 2],
	]);
});

test('nothing of an update that cannot be applied yet reaches the log or the others', async () => {
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const other = await rawIn(server, room, eva);
	const { update } = author();
	update(score(1));
	client.send(updateMessage(update(score(2))));
	await client.next('step1');
	const { update: honest } = author();
	client.close();
	other.send(updateMessage(honest((doc) => doc.getMap('scores').set(`1.2/${eva.id}`, { points: 3 }))));
	await other.next('ack');
	expect(await server.hub.read(room, (doc, at) => [at.seq, doc.getMap('scores').toJSON()])).toEqual([
		1,
		{ [`1.2/${eva.id}`]: { points: 3 } },
	]);
});

test('a client that comes back hears the clock its committed words have reached', async () => {
	const room = await newRoom();
	const client = await yClientIn(server, room, eva);
	await client.write(score(1));
	client.provider.disconnect();
	const acks = client.acks.length;
	client.provider.connect();
	const ack = await client.until(() => client.acks[acks]);
	expect(ack).toEqual({ clientId: client.clientId, clock: 1, seq: 1 });
});
