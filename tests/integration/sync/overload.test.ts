/**
 * What somebody meets who asks too much of the server, as numbers: for each limit how it is answered, and the figure by
 * which an operator sees it. Whoever is closed comes back; everybody else notices nothing.
 */
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import type { MetLimit, SyncLimits } from '#server/sync/limits.ts';
import {
	awarenessMessage,
	closeClients,
	rawAs,
	rawIn,
	step1Message,
	step2Message,
	updateMessage,
	yClientIn,
	type RawClient,
} from '../../support/sync-client.ts';
import { createWorld, type SyncServer } from '../../support/sync-server.ts';

const world = await createWorld();
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: eva, role: 'evaluator' },
		{ person: nils, role: 'evaluator' },
	])}`;

afterEach(closeClients);

async function figure(server: SyncServer, series: string): Promise<number> {
	const line = (await server.metrics.registry.metrics())
		.split('\n')
		.find((each) => each.startsWith(`${series} `));
	return Number(line?.slice(series.length + 1) ?? 0);
}
const met = (server: SyncServer, limit: MetLimit) =>
	figure(server, `samsyn_limit_reached_total{limit="${limit}"}`);

/** Rising scores with a note of so many characters, each as an update of its own. */
function updates(count: number, characters = 0): Uint8Array[] {
	const doc = new Y.Doc();
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	const note = 'x'.repeat(characters);
	for (let points = 1; points <= count; points++)
		doc.getMap('scores').set(`1.1/${eva.id}`, { points, ...(note && { note }) });
	return made;
}

interface Case {
	limit: MetLimit;
	small: Partial<SyncLimits>;
	/** What a client that is in its room does. */
	asks: (client: RawClient) => void;
	code: number;
}

const nothing = step2Message(Y.encodeStateAsUpdate(new Y.Doc()));
const cases: Case[] = [
	{
		limit: 'frameBytes',
		small: { frameBytes: 1000 },
		asks: (client) => client.send(updateMessage(new Uint8Array(1001))),
		code: CLOSE.tooLarge,
	},
	{
		limit: 'syncStep2Bytes',
		small: { syncStep2Bytes: 2000 },
		asks: (client) => client.send(step2Message(new Uint8Array(2001))),
		code: CLOSE.tooLarge,
	},
	{
		limit: 'maxPayload',
		small: { maxPayload: 3000 },
		asks: (client) => client.send(new Uint8Array(3001)),
		code: CLOSE.frameTooBig,
	},
	{
		limit: 'framesPerSecond',
		small: { framesPerSecond: 1, frameBurst: 10 },
		asks: (client) => {
			for (let i = 0; i < 20; i++) client.send(nothing);
		},
		code: CLOSE.tooFast,
	},
	{
		limit: 'framesPerSecond',
		small: { framesPerSecond: 1, frameBurst: 100, syncStep1Cost: 50 },
		asks: (client) => {
			for (let i = 0; i < 3; i++) client.send(step1Message());
		},
		code: CLOSE.tooFast,
	},
	{
		limit: 'bytesPerSecond',
		small: { bytesPerSecond: 1, byteBurst: 5000 },
		asks: (client) => client.send(updateMessage(new Uint8Array(5001))),
		code: CLOSE.tooFast,
	},
	{
		limit: 'documentBytes',
		small: { documentBytes: 500 },
		asks: (client) => client.send(updateMessage(updates(1, 600)[0]!)),
		code: CLOSE.tooLarge,
	},
	{
		limit: 'parkedFrames',
		small: { parkedFrames: 2 },
		asks: (client) => {
			for (const update of updates(5).slice(1)) client.send(updateMessage(update));
		},
		code: CLOSE.tryAgain,
	},
	{
		limit: 'parkedBytes',
		small: { parkedBytes: 300 },
		asks: (client) => {
			for (const update of updates(3, 200).slice(1)) client.send(updateMessage(update));
		},
		code: CLOSE.tryAgain,
	},
];

test.each(cases)(
	'beyond $limit ($small) a socket is closed with $code',
	async ({ limit, small, asks, code }) => {
		const server = await world.serve(small);
		const room = await newRoom();
		const [greedy, honest] = [await rawIn(server, room, eva), await rawIn(server, room, nils)];
		expect(await met(server, limit)).toBe(0);
		asks(greedy);
		expect((await greedy.end()).code).toBe(code);
		expect(await met(server, limit)).toBe(1);
		if (code !== CLOSE.frameTooBig) {
			expect(await figure(server, `samsyn_refused_total{reason="${code}"}`)).toBe(1);
			expect(server.log).toContainEqual(expect.objectContaining({ code, limit, user: eva.id, room }));
		}
		expect(honest.closed).toBeUndefined();
	},
);

describe('while a room is held by a command', () => {
	test.each([
		{ limit: 'waitingFrames', small: { waitingFrames: 3 }, frames: updates(4) },
		{ limit: 'waitingBytes', small: { waitingBytes: 500 }, frames: updates(2, 400) },
	] as const)('more than $small wait for nobody: 1013', async ({ limit, small, frames }) => {
		const server = await world.serve(small);
		const room = await newRoom();
		const [greedy, honest] = [await rawIn(server, room, eva), await rawIn(server, room, nils)];
		const { promise: ended, resolve: end } = Promise.withResolvers<void>();
		const { promise: began, resolve: begin } = Promise.withResolvers<void>();
		const command = server.hub.command([room], { userId: nils.id, sessionId: null }, async () => {
			begin();
			await ended;
		});
		await began;
		for (const frame of frames) greedy.send(updateMessage(frame));
		expect((await greedy.end()).code).toBe(CLOSE.tryAgain);
		expect(await met(server, limit)).toBe(1);
		end();
		await command;
		honest.send(step1Message());
		await honest.next('step2');
	});
});

test('when more bytes wait for the database than backlogBytes, writers are closed with 1013, readers stay', async () => {
	const server = await world.serve({ backlogBytes: 500 });
	const room = await newRoom();
	const [writer, reader] = [await rawIn(server, room, eva), await rawIn(server, room, nils)];
	const release = await world.hold(room);
	const [first, ...rest] = updates(4, 600);
	writer.send(updateMessage(first!));
	await expect.poll(() => figure(server, 'samsyn_commit_running_seconds')).toBeGreaterThan(0);
	for (const update of rest) writer.send(updateMessage(update));
	expect((await writer.end()).code).toBe(CLOSE.tryAgain);
	expect(await figure(server, 'samsyn_commit_backlog_bytes')).toBeGreaterThan(500);
	expect(await met(server, 'backlogBytes')).toBe(1);
	await release();
	await reader.next('update');
	expect(reader.closed).toBeUndefined();
});

test.each([
	{ limit: { batchRows: 2 }, commits: 3 },
	{ limit: { batchBytes: 1000 }, commits: 5 },
])('what is beyond $limit waits for the next commit', async ({ limit, commits }) => {
	const server = await world.serve(limit);
	const room = await newRoom();
	const writer = await rawIn(server, room, eva);
	const release = await world.hold(room);
	const [first, ...rest] = updates(5, 600);
	writer.send(updateMessage(first!));
	await expect.poll(() => figure(server, 'samsyn_commit_running_seconds')).toBeGreaterThan(0);
	for (const update of rest) writer.send(updateMessage(update));
	await expect.poll(() => figure(server, 'samsyn_commit_queued_rows')).toBe(4);
	await release();
	await writer.until(() => writer.all('ack').length === 5);
	expect(await figure(server, 'samsyn_commit_seconds_count')).toBe(commits);
	expect(await figure(server, 'samsyn_commit_rows_sum')).toBe(5);
});

test('beyond concurrentLoads a room waits for its turn to load', async () => {
	const earlier = await world.serve();
	const [one, two] = [await newRoom(), await newRoom()];
	await rawIn(earlier, one, eva);
	await earlier.stop();
	const release = await world.hold(one);
	const server = await world.serve({ concurrentLoads: 1 });
	const first = rawAs(server, one, eva);
	await expect.poll(() => figure(server, 'samsyn_joins_waiting')).toBe(1);
	const second = rawAs(server, two, nils);
	await expect.poll(() => figure(server, 'samsyn_room_loads_waiting')).toBe(1);
	await release();
	await Promise.all([first.next('hello'), second.next('hello')]);
	expect(await figure(server, 'samsyn_room_load_seconds_count')).toBe(2);
});

test('a commit without an answer for commitTimeoutMs closes the sockets of its rooms, and saving is seen to pause', async () => {
	const server = await world.serve({ commitTimeoutMs: 200 });
	const [room, other] = [await newRoom(), await newRoom()];
	const [writer, elsewhere] = [await rawIn(server, room, eva), await rawIn(server, other, nils)];
	const release = await world.hold(room);
	writer.send(updateMessage(updates(1)[0]!));
	expect((await writer.end()).code).toBe(CLOSE.tryAgain);
	expect(await met(server, 'commitTimeoutMs')).toBe(1);
	expect(await figure(server, 'samsyn_commit_failures_total')).toBe(1);
	await release();
	await expect.poll(() => figure(server, 'samsyn_saving')).toBe(1);
	expect(elsewhere.closed).toBeUndefined();
});

test('beyond pendingUpgrades an upgrade is answered with HTTP 503, and those before it come in', async () => {
	const server = await world.serve({ pendingUpgrades: 1 });
	const room = await newRoom();
	const client = await world.connection.pool.connect();
	await client.query('begin');
	await client.query('lock table session in access exclusive mode');
	const first = rawAs(server, room, eva);
	await expect.poll(() => figure(server, 'samsyn_joins_waiting')).toBe(1);
	const second = rawAs(server, room, nils);
	expect(await second.until(() => second.refused)).toBe(503);
	expect(await met(server, 'pendingUpgrades')).toBe(1);
	expect(await figure(server, 'samsyn_refused_total{reason="too many upgrades"}')).toBe(1);
	await client.query('rollback');
	client.release();
	await first.next('hello');
	await expect.poll(() => figure(server, 'samsyn_joins_waiting')).toBe(0);
	expect(await figure(server, 'samsyn_join_seconds_count')).toBe(1);
});

test('one person has at most connectionsPerUser sockets in roomsPerUser rooms: 4429, for that person alone', async () => {
	const server = await world.serve({ connectionsPerUser: 2, roomsPerUser: 1 });
	const [room, other] = [await newRoom(), await newRoom()];
	await rawIn(server, room, eva);
	expect((await rawAs(server, other, eva).end()).code).toBe(CLOSE.tooFast);
	expect(await met(server, 'roomsPerUser')).toBe(1);
	await rawIn(server, room, eva);
	expect((await rawAs(server, room, eva).end()).code).toBe(CLOSE.tooFast);
	expect(await met(server, 'connectionsPerUser')).toBe(1);
	await rawIn(server, other, nils);
	expect(await figure(server, 'samsyn_people')).toBe(2);
	expect(await figure(server, 'samsyn_sockets')).toBe(3);
});

test('presence beyond its limits is dropped without a word; the socket stays', async () => {
	const server = await world.serve({ awarenessIds: 2, awarenessStateBytes: 100 });
	const room = await newRoom();
	const client = await rawIn(server, room, eva);
	client.send(awarenessMessage([1, 2, 3].map((id) => [id, 1, { n: id }])));
	client.send(awarenessMessage([[1, 2, { n: 'x'.repeat(200) }]]));
	client.send(step1Message());
	await client.next('step2');
	expect(await met(server, 'awarenessIds')).toBe(1);
	expect(await met(server, 'awarenessStateBytes')).toBe(1);
	expect(await figure(server, 'samsyn_awareness_dropped_total')).toBe(1);
	expect(client.closed).toBeUndefined();
});

test('a socket whose other end has not answered for pingMs is cut', async () => {
	const server = await world.serve({ pingMs: 100 });
	const room = await newRoom();
	const dead = await rawIn(server, room, eva);
	dead.ws.pause();
	await expect.poll(() => met(server, 'pingMs')).toBe(1);
	await expect.poll(() => figure(server, 'samsyn_sockets')).toBe(0);
	dead.ws.terminate();
});

test('what one reader has not taken yet is seen apart from the others', async () => {
	const server = await world.serve();
	const room = await newRoom();
	const writer = await yClientIn(server, room, eva);
	const slow = await rawIn(server, room, nils);
	slow.ws.pause();
	const text = new Y.XmlText();
	await writer.write((doc) => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [text]);
		doc.getXmlFragment('text:sub:1.1').insert(0, [paragraph]);
	});
	while ((await figure(server, 'samsyn_socket_buffered_max_bytes')) < 100_000)
		await writer.write(() => text.insert(0, 'x'.repeat(90_000)));
	const [most, all] = [
		await figure(server, 'samsyn_socket_buffered_max_bytes'),
		await figure(server, 'samsyn_socket_buffered_bytes'),
	];
	expect(most / all).toBeGreaterThan(0.9);
	expect(slow.closed).toBeUndefined();
	slow.ws.resume();
	await expect.poll(() => figure(server, 'samsyn_socket_buffered_bytes')).toBe(0);
});
