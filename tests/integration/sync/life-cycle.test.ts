import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import {
	closeClients,
	rawAs,
	rawIn,
	yClientIn,
	step1Message,
	type YClient,
} from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: eva, role: 'evaluator' },
		{ person: nils, role: 'evaluator' },
	])}`;

afterEach(closeClients);

/** Hundredths of a point, so that many are below the maximum. */
const score = (hundredths: number) => (doc: Y.Doc) =>
	void doc.getMap('scores').set(`1.1/${eva.id}`, { points: hundredths / 100 });
const figure = (metrics: string, name: string) =>
	Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1]);
const states = (room: string) =>
	world.db
		.selectFrom('room_state')
		.select(['seq', 'bytes'])
		.where('room', '=', room)
		.orderBy('seq')
		.execute();

async function write(client: YClient, times: number): Promise<void> {
	for (let i = 0; i < times; i++) await client.write(score(i));
}

test('a quiet socket hears a keep-alive before any client would give up on it', async () => {
	const server = await world.serve({ keepAliveMs: 200 });
	const client = await yClientIn(server, await newRoom(), eva);
	await client.until(() => client.keepAlives >= 2);
	expect(client.closes).toEqual([]);
});

test('the silence of a quiet socket is never longer than the limit', async () => {
	const server = await world.serve({ keepAliveMs: 2000, sweepMs: 1500 });
	const client = await yClientIn(server, await newRoom(), eva);
	await client.until(() => client.keepAlives >= 1);
	const since = performance.now();
	await client.until(() => client.keepAlives >= 2);
	expect(performance.now() - since).toBeLessThan(2000);
});

test('a socket whose other end is gone is cut', async () => {
	const server = await world.serve({ pingMs: 200 });
	const room = await newRoom();
	const [dead, alive] = [await rawIn(server, room, eva), await rawIn(server, room, nils)];
	dead.ws.pause();
	await expect.poll(() => server.hub.present(room)).toEqual([nils.id]);
	expect(alive.closed).toBeUndefined();
	dead.ws.terminate();
});

test('a room nobody uses goes, and comes back as it was', async () => {
	const server = await world.serve({ idleUnloadMs: 100 });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await write(a, 5);
	const before = await server.hub.read(room, (doc) => Y.encodeStateAsUpdate(doc));
	a.close();
	await expect.poll(async () => figure(await server.metrics.registry.metrics(), 'samsyn_rooms')).toBe(0);
	expect((await states(room)).map(({ seq }) => seq)).toEqual([5]);
	const b = await yClientIn(server, room, nils);
	expect(b.doc.getMap('scores').toJSON()).toEqual(a.doc.getMap('scores').toJSON());
	expect(await server.hub.read(room, (doc) => Y.encodeStateAsUpdate(doc))).toEqual(before);
});

test('an open room that nobody changes rests, and wakes with everything in it', async () => {
	const server = await world.serve({ restMs: 100 });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await write(a, 3);
	const resting = () =>
		expect.poll(async () => figure(await server.metrics.registry.metrics(), 'samsyn_rooms_resting'));
	await resting().toBe(1);
	const late = await yClientIn(server, room, nils);
	expect(late.doc.getMap('scores').toJSON()).toEqual(a.doc.getMap('scores').toJSON());
	await resting().toBe(1);
	await a.write(score(9));
	await late.until(
		() => (late.doc.getMap('scores').get(`1.1/${eva.id}`) as { points: number }).points === 0.09,
	);
	await resting().toBe(1);
	// Words written while it rested build on what a client has from before.
	late.provider.disconnect();
	late.doc.getMap('scores').set(`1.1/${nils.id}`, { points: 2 });
	late.provider.connect();
	await a.until(() => a.doc.getMap('scores').has(`1.1/${nils.id}`));
});

test('every so many rows the state is kept, the last two of them, and the log stays', async () => {
	const server = await world.serve({ stateEvery: 10 });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await write(a, 45);
	// While one is written further rows may come in: the next is then some rows later.
	await expect
		.poll(async () => (await states(room)).map(({ seq }) => seq))
		.toSatisfy((seqs: number[]) => seqs.length === 2 && seqs[1]! - seqs[0]! >= 10 && seqs[1]! > 45 - 10);
	const { n } = await world.db
		.selectFrom('update_log')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('room', '=', room)
		.executeTakeFirstOrThrow();
	expect(n).toBe(45);
	for (const { seq, bytes } of await states(room)) {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, bytes);
		expect([seq, doc.getMap('scores').get(`1.1/${eva.id}`)]).toEqual([seq, { points: (seq - 1) / 100 }]);
	}
	const other = await world.serve();
	expect(await other.hub.read(room, (doc, at) => [at.seq, doc.getMap('scores').toJSON()])).toEqual([
		45,
		{ [`1.1/${eva.id}`]: { points: 0.44 } },
	]);
});

const paragraph = (doc: Y.Doc): void => {
	const element = new Y.XmlElement('paragraph');
	element.insert(0, [new Y.XmlText('x'.repeat(3_000))]);
	doc.getXmlFragment('text:report:summary').push([element]);
};

test('a state is kept as well where few rows are long to read', async () => {
	const server = await world.serve({ stateBytes: 8_000 });
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	for (let n = 1; n <= 3; n++) await a.write(paragraph);
	await expect.poll(async () => (await states(room)).map(({ seq }) => seq)).toEqual([3]);
	// And then only where they are much beside what a state itself is to read: the next by what the limit says, the one
	// after it not before they are half of the document.
	for (let n = 4; n <= 6; n++) await a.write(paragraph);
	await expect.poll(async () => (await states(room)).map(({ seq }) => seq)).toEqual([3, 6]);
	for (let n = 7; n <= 11; n++) await a.write(paragraph);
	expect((await states(room)).map(({ seq }) => seq)).toEqual([3, 6]);
	await a.write(paragraph);
	await expect.poll(async () => (await states(room)).map(({ seq }) => seq)).toEqual([6, 12]);
	const other = await world.serve();
	expect(await other.hub.read(room, (doc) => doc.getXmlFragment('text:report:summary').length)).toBe(12);
});

/** A room with five scores, which is stored and in nobody's memory. */
async function storedRoom(): Promise<string> {
	const server = await world.serve();
	const room = await newRoom();
	await write(await yClientIn(server, room, eva), 5);
	closeClients();
	await server.stop();
	expect((await states(room)).map(({ seq }) => seq)).toEqual([5]);
	return room;
}

test('a state that is not as it was stored is sent to nobody: the log leads to the document', async () => {
	const room = await storedRoom();
	const damaged = sql`set_byte(bytes, length(bytes) - 10, get_byte(bytes, length(bytes) - 10) # 1)`;
	await sql`update room_state set bytes = ${damaged} where room = ${room}`.execute(world.db);
	const client = await yClientIn(await world.serve(), room, nils);
	expect(client.doc.getMap('scores').toJSON()).toEqual({ [`1.1/${eva.id}`]: { points: 0.04 } });
});

test('a state of a version that kept no state vector beside it is read all the same', async () => {
	const room = await storedRoom();
	await world.db
		.updateTable('room_state')
		.set({ state_vector: null, checksum: null })
		.where('room', '=', room)
		.execute();
	const client = await yClientIn(await world.serve(), room, nils);
	expect(client.doc.getMap('scores').toJSON()).toEqual({ [`1.1/${eva.id}`]: { points: 0.04 } });
});

test('no state is kept of what is not committed, also where somebody comes while a room goes', async () => {
	const server = await world.serve({ stateEvery: 1, idleUnloadMs: 0, sweepMs: 5 });
	const room = await newRoom();
	const [slow, other] = [await world.connection.pool.connect(), await world.connection.pool.connect()];
	await slow.query('begin; lock table room_state in exclusive mode');
	const a = await yClientIn(server, room, eva);
	// The first is being stored when the second is there.
	await write(a, 2);
	a.close();
	await expect.poll(() => server.hub.present(room)).toEqual([]);
	const b = await yClientIn(server, room, nils);
	await other.query('begin');
	await other.query('update room set epoch = epoch + 1 where name = $1', [room]);
	const closing = b.end();
	b.doc.getMap('scores').set(`1.1/${nils.id}`, { points: 2 });
	await expect
		.poll(async () => figure(await server.metrics.registry.metrics(), 'samsyn_commit_running_seconds'))
		.toBeGreaterThan(0);
	await slow.query('rollback');
	await expect.poll(async () => (await states(room)).length).toBeGreaterThan(0);
	await other.query('commit');
	for (const client of [slow, other]) client.release();
	expect((await closing).code).toBe(CLOSE.tryAgain);
	b.close();
	expect((await states(room)).map(({ seq }) => seq)).toEqual([1]);
});

test('many who join at once cost one load, and each gets the whole document', async () => {
	const server = await world.serve();
	const room = await newRoom();
	const clients = await Promise.all(
		Array.from({ length: 30 }, (_, i) => rawIn(server, room, i % 2 ? eva : nils)),
	);
	for (const client of clients) client.send(step1Message());
	await Promise.all(clients.map((client) => client.next('step2')));
	const { epoch } = await world.db
		.selectFrom('room')
		.select('epoch')
		.where('name', '=', room)
		.executeTakeFirstOrThrow();
	expect(epoch).toBe(1);
});

test('who joins a busy room gets what came since its state was encoded', async () => {
	const server = await world.serve();
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await write(a, 3);
	const first = await rawIn(server, room, nils);
	first.send(step1Message());
	await first.next('step2');
	for (let round = 0; round < 5; round++) {
		await a.write(score(100 + round));
		const late = await yClientIn(server, room, nils);
		// With the first answer, not some time after it.
		expect(late.doc.getMap('scores').get(`1.1/${eva.id}`)).toEqual({ points: (100 + round) / 100 });
		late.close();
	}
});

test('at the end everyone is told, everything is stored, and the sockets close as draining', async () => {
	const server = await world.serve();
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await write(a, 4);
	const release = await world.hold(room);
	const acks = a.acks.length;
	a.doc.transact(() => score(77)(a.doc));
	await expect
		.poll(async () => figure(await server.metrics.registry.metrics(), 'samsyn_commit_running_seconds'))
		.toBeGreaterThan(0);
	const closing = a.end();
	const stopping = server.stop();
	await a.until(() => a.notices.some((notice) => notice.kind === 'draining'));
	await release();
	await stopping;
	expect((await closing).code).toBe(CLOSE.draining);
	// What had been let in was committed and acknowledged first.
	expect(a.acks.length).toBe(acks + 1);
	expect((await states(room)).map(({ seq }) => seq)).toEqual([5]);
	const refused = rawAs(server, room, nils);
	await refused.until(() => refused.refused === 503 || refused.ws.readyState === refused.ws.CLOSED);
});

test('rooms that were opened and left leave nothing behind', async () => {
	const rounds = process.env.SAMSYN_SOAK ? 10_000 : 200;
	const server = await world.serve({ idleUnloadMs: 0, sweepMs: 5 });
	const room = await newRoom();
	for (let i = 0; i < rounds; i++) await server.hub.read(room, () => undefined);
	const many = await Promise.all(Array.from({ length: 20 }, newRoom));
	for (const each of many) await server.hub.read(each, () => undefined);
	await expect.poll(async () => figure(await server.metrics.registry.metrics(), 'samsyn_rooms')).toBe(0);
}, 120_000);
