/** What happens at each limit that an overloaded or stuck server meets: who is turned away, with which word, and that it is counted. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import type { MetLimit, SyncLimits } from '#server/sync/limits.ts';
import {
	awarenessMessage,
	closeClients,
	rawAs,
	rawIn,
	step2Message,
	updateMessage,
	yClientIn,
} from '../../support/sync-client.ts';
import { createWorld, type SyncServer } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, lead] = [await world.person('Eva Ek'), await world.person('Lena Lead')];

afterEach(closeClients);

const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: lead, role: 'lead' },
		{ person: eva, role: 'evaluator' },
	])}`;
const EMPTY = step2Message(Y.encodeStateAsUpdate(new Y.Doc()));
const met = (server: SyncServer, limit: MetLimit) => server.metrics.sync.counts.limits[limit];
/** A figure as it is scraped, its labels included in its name. */
async function figure(server: SyncServer, name: string): Promise<number> {
	const lines = (await server.metrics.registry.metrics()).split('\n');
	return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));
}

/** Updates of one client, one for each of `count` keys, in their order. */
function updates(count: number, value = 'x'): Uint8Array[] {
	const doc = new Y.Doc();
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	const text = new Y.XmlText();
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
	for (let n = 1; n < count; n++) text.insert(0, value);
	return made;
}

/** A server on which the room cannot be loaded until the answer is called: another one has its row locked. */
async function stuck(limits: Partial<SyncLimits>) {
	const room = await newRoom();
	const first = await world.serve();
	await yClientIn(first, room, eva);
	closeClients();
	await first.stop();
	const server = await world.serve(limits);
	return { room, server, release: await world.hold(room) };
}

test.each([
	['frames', 'waitingFrames', { waitingFrames: 10 }, EMPTY],
	['bytes', 'waitingBytes', { waitingBytes: 10_000 }, updateMessage(new Uint8Array(1_000))],
] as const)(
	'who sends too many %s to a room that does not open yet is asked to come back',
	async (_, limit, limits, frame) => {
		const { room, server, release } = await stuck(limits);
		try {
			const client = rawAs(server, room, eva);
			await client.until(() => client.ws.readyState === client.ws.OPEN);
			for (let n = 0; n < 20; n++) client.send(frame);
			expect((await client.end()).code).toBe(CLOSE.tryAgain);
			expect(met(server, limit)).toBe(1);
		} finally {
			await release();
		}
	},
);

test.each([
	['many', 'parkedFrames', { parkedFrames: 5 }, 'x'],
	['long', 'parkedBytes', { parkedBytes: 5_000 }, 'x'.repeat(1_000)],
] as const)('too %s edits without what they build on end the socket', async (_, limit, limits, value) => {
	const server = await world.serve(limits);
	const client = await rawIn(server, await newRoom(), eva);
	for (const update of updates(20, value).slice(1)) client.send(updateMessage(update));
	expect((await client.end()).code).toBe(CLOSE.tryAgain);
	expect(met(server, limit)).toBe(1);
});

test('while too many wait to be known, further ones get 503, and the first come in', async () => {
	const server = await world.serve({ pendingUpgrades: 2 });
	const room = await newRoom();
	const locking = await world.connection.pool.connect();
	await locking.query('begin; lock table session in access exclusive mode');
	const [one, two] = [rawAs(server, room, eva), rawAs(server, room, lead)];
	await expect.poll(() => figure(server, 'samsyn_joins_waiting')).toBe(2);
	const third = rawAs(server, room, eva);
	await third.until(() => third.refused);
	expect([third.refused, met(server, 'pendingUpgrades')]).toEqual([503, 1]);
	await locking.query('rollback');
	locking.release();
	await Promise.all([one.next('hello'), two.next('hello')]);
});

test('rooms load a few at a time; the others wait for their turn', async () => {
	const { room, server, release } = await stuck({ concurrentLoads: 1 });
	const first = rawAs(server, room, eva);
	await expect.poll(() => figure(server, 'samsyn_joins_waiting')).toBe(1);
	const second = rawAs(server, await newRoom(), eva);
	await expect.poll(() => figure(server, 'samsyn_room_loads_waiting')).toBe(1);
	expect(second.received).toEqual([]);
	await release();
	await Promise.all([first.next('hello'), second.next('hello')]);
});

test('a commit takes no more rows than it may, however many wait', async () => {
	const server = await world.serve({ batchRows: 3 });
	const room = await newRoom();
	const client = await yClientIn(server, room, eva);
	const release = await world.hold(room);
	const before = client.acks.length;
	for (let n = 0; n < 20; n++)
		client.doc.getMap('findings').set(`f${n}`, { kind: 'strength', area: '1', order: 'a0' });
	await expect.poll(() => figure(server, 'samsyn_commit_queued_rows')).toBeGreaterThanOrEqual(17);
	await release();
	await client.until(() => client.acks.length === before + 20);
	const commits = await figure(server, 'samsyn_commit_rows_count');
	expect(commits).toBeGreaterThanOrEqual(7);
	expect(await figure(server, 'samsyn_commit_rows_bucket{le="5"}')).toBe(commits);
	expect((await figure(server, 'samsyn_commit_rows_sum')) / commits).toBeLessThanOrEqual(3);
});

test('a commit takes no more bytes than it may', async () => {
	const server = await world.serve({ batchBytes: 4_000 });
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	const [start, ...edits] = updates(9, 'x'.repeat(1_000));
	const release = await world.hold(room);
	for (const update of [start!, ...edits]) client.send(updateMessage(update));
	await expect.poll(() => figure(server, 'samsyn_commit_queued_rows')).toBeGreaterThanOrEqual(5);
	await release();
	await client.until(() => client.all('ack').length === 9);
	expect(await figure(server, 'samsyn_commit_rows_count')).toBeGreaterThanOrEqual(3);
});

test('where the log is too far behind, whoever writes more is asked to come back; nothing acknowledged is lost', async () => {
	const server = await world.serve({ backlogBytes: 20_000 });
	const room = await newRoom();
	const writer = await rawIn(server, room, eva);
	const release = await world.hold(room);
	for (const update of updates(40, 'x'.repeat(1_000))) writer.send(updateMessage(update));
	expect(await writer.end()).toEqual({ code: CLOSE.tryAgain, reason: 'the log is behind' });
	expect(met(server, 'backlogBytes')).toBe(1);
	expect(writer.all('ack')).toEqual([]);
	await release();
	// What was let in before is committed all the same, and the room goes on.
	const reader = await yClientIn(server, room, lead);
	await reader.until(() => Y.encodeStateAsUpdate(reader.doc).length > 15_000);
	await reader.write(
		(doc) => void doc.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' }),
	);
});

test('a connection speaks for a few presences; further ones are dropped', async () => {
	const server = await world.serve({ awarenessIds: 2 });
	const client = await rawIn(server, await newRoom(), eva);
	for (const id of [1, 2, 3]) client.send(awarenessMessage([[id, 1, { place: 'x' }]]));
	await expect.poll(() => met(server, 'awarenessIds')).toBe(1);
	expect(client.closed).toBeUndefined();
});
