import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import {
	awarenessMessage,
	closeClients,
	queryAwarenessMessage,
	rawIn,
	yClient,
	yClientIn,
	type RawClient,
} from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [lead, eva, olle] = [
	await world.person('Lena Lead'),
	await world.person('Eva Ek'),
	await world.person('Olle Os'),
];
const newRoom = async () =>
	`evaluation/${await world.evaluation([
		{ person: lead, role: 'lead' },
		{ person: eva, role: 'evaluator' },
		{ person: olle, role: 'observer' },
	])}`;

afterEach(closeClients);

const latest = (client: RawClient, id: number) =>
	client
		.all('awareness')
		.flatMap(({ states }) => {
			const found = states.get(id);
			return found ? [found] : [];
		})
		.at(-1);

test('everyone is seen under the name the server knows, whatever they say', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	a.provider.awareness.setLocalState({ user: { id: lead.id, name: 'Lena Lead' }, place: 'sub:1.1' });
	const b = await yClientIn(server, room, lead);
	await b.until(() => b.provider.awareness.getStates().get(a.clientId)?.place === 'sub:1.1');
	expect(b.provider.awareness.getStates().get(a.clientId)).toEqual({
		user: { id: eva.id, name: 'Eva Ek', initials: 'EE', color: 1 },
		place: 'sub:1.1',
	});
});

test('observers are seen as well', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, olle);
	const b = await yClientIn(server, room, eva);
	a.provider.awareness.setLocalStateField('place', 'sub:1.2');
	const seen = await b.until(
		() => b.provider.awareness.getStates().get(a.clientId)?.user as { id: string } | undefined,
	);
	expect(seen.id).toBe(olle.id);
});

test("nobody can speak for another's id, and trying is not held against them", async () => {
	const room = await newRoom();
	const [a, b, watcher] = [
		await rawIn(server, room, eva),
		await rawIn(server, room, lead),
		await rawIn(server, room, olle),
	];
	a.send(awarenessMessage([[41, 1, { place: 'mine' }]]));
	await watcher.until(() => latest(watcher, 41));
	b.send(
		awarenessMessage([
			[42, 1, { place: 'own' }],
			[41, 9, { place: 'stolen' }],
		]),
	);
	b.send(awarenessMessage([[41, 10, null]]));
	b.send(awarenessMessage([[42, 2, { place: 'last' }]]));
	await watcher.until(() => latest(watcher, 42)?.state?.place === 'last');
	expect(latest(watcher, 41)?.state?.place).toBe('mine');
	expect(b.closed).toBeUndefined();
});

test('an id that belongs to another user of the room cannot be taken, present or not', async () => {
	const room = await newRoom();
	const issued = await server.hub.issueClientId(room, eva.id, eva.sessionId);
	const [b, watcher] = [await rawIn(server, room, lead), await rawIn(server, room, olle)];
	b.send(awarenessMessage([[issued, 1, { place: 'stolen' }]]));
	b.send(awarenessMessage([[77, 1, { place: 'own' }]]));
	await watcher.until(() => latest(watcher, 77));
	expect(latest(watcher, issued)).toBeUndefined();
});

test('a late echo does not bring back who has left', async () => {
	const room = await newRoom();
	const [a, b, watcher] = [
		await rawIn(server, room, eva),
		await rawIn(server, room, eva),
		await rawIn(server, room, lead),
	];
	a.send(awarenessMessage([[1, 5, { place: 'a' }]]));
	b.send(awarenessMessage([[2, 1, { place: 'b' }]]));
	await watcher.until(() => latest(watcher, 1) && latest(watcher, 2));
	a.close();
	await watcher.until(() => latest(watcher, 1)?.state === null);
	b.send(awarenessMessage([[1, 5, { place: 'a' }]]));
	b.send(awarenessMessage([[2, 2, { place: 'still here' }]]));
	await watcher.until(() => latest(watcher, 2)?.state?.place === 'still here');
	expect(latest(watcher, 1)?.state).toBeNull();
});

test('who reconnects is seen again at once', async () => {
	const room = await newRoom();
	const [a, b] = [await yClientIn(server, room, eva), await yClientIn(server, room, lead)];
	await b.until(() => b.provider.awareness.getStates().has(a.clientId));
	a.provider.disconnect();
	await b.until(() => !b.provider.awareness.getStates().has(a.clientId));
	a.provider.connect();
	await b.until(() => b.provider.awareness.getStates().has(a.clientId));
});

test('who reloads while the old socket still hangs keeps what it says last', async () => {
	const room = await newRoom();
	const [old, watcher] = [await rawIn(server, room, eva), await rawIn(server, room, lead)];
	old.send(awarenessMessage([[5, 3, { place: 'old' }]]));
	await watcher.until(() => latest(watcher, 5));
	const fresh = await rawIn(server, room, eva);
	fresh.send(awarenessMessage([[5, 3, { place: 'new' }]]));
	await watcher.until(() => latest(watcher, 5)?.state?.place === 'new');
	old.close();
	await old.end();
	fresh.send(awarenessMessage([[5, 4, { place: 'newer' }]]));
	await watcher.until(() => latest(watcher, 5)?.state?.place === 'newer');
});

test('leaving is told to those who stay', async () => {
	const room = await newRoom();
	const [a, b] = [await yClientIn(server, room, eva), await yClientIn(server, room, lead)];
	await b.until(() => b.provider.awareness.getStates().has(a.clientId));
	a.close();
	await b.until(() => !b.provider.awareness.getStates().has(a.clientId));
});

test('a newcomer sees who is there, and whoever asks is told again', async () => {
	const room = await newRoom();
	const [a, quiet] = [await rawIn(server, room, eva), await rawIn(server, room, olle)];
	a.send(awarenessMessage([[11, 1, { place: 'x' }]]));
	await quiet.until(() => latest(quiet, 11));
	const late = await rawIn(server, room, lead);
	await late.until(() => latest(late, 11));
	const before = quiet.all('awareness').length;
	quiet.send(queryAwarenessMessage());
	await quiet.until(() => quiet.all('awareness').length > before);
	expect(a.all('awareness')).toEqual([]);
});

test('of many states in a moment only the last is passed on', async () => {
	const room = await newRoom();
	const [a, b] = [await rawIn(server, room, eva), await rawIn(server, room, lead)];
	for (let clock = 1; clock <= 200; clock++) a.send(awarenessMessage([[21, clock, { clock }]]));
	await b.until(() => latest(b, 21)?.state?.clock === 200);
	expect(b.all('awareness').length).toBeLessThan(20);
});

test('between two presence frames to a room lie awarenessIntervalMs, however much is said meanwhile', async () => {
	const intervalMs = 200;
	const slow = await world.serve({ awarenessIntervalMs: intervalMs });
	const room = await newRoom();
	const [a, b] = [await rawIn(slow, room, eva), await rawIn(slow, room, lead)];
	const began = performance.now();
	for (let clock = 1; b.all('awareness').length < 4; clock++) {
		a.send(awarenessMessage([[22, clock, { clock }]]));
		await after(5);
	}
	// The first goes at once.
	expect(performance.now() - began).toBeGreaterThan(2.9 * intervalMs);
});

test('a state that is too large or no object is dropped, and nothing else with it', async () => {
	const room = await newRoom();
	const [a, b] = [await rawIn(server, room, eva), await rawIn(server, room, lead)];
	a.send(awarenessMessage([[31, 1, { large: 'x'.repeat(5000) }]]));
	a.send(awarenessMessage([[31, 2, [1, 2]]]));
	a.send(awarenessMessage([[31, 3, 'text']]));
	a.send(awarenessMessage([[31, 4, { fine: true }]]));
	await b.until(() => latest(b, 31)?.state?.fine);
	expect(b.all('awareness')).toHaveLength(1);
});

test('an awareness message that cannot be read closes the socket', async () => {
	const room = await newRoom();
	const a = await rawIn(server, room, eva);
	const broken = awarenessMessage([[1, 1, { a: 1 }]]);
	a.send(broken.subarray(0, broken.length - 2));
	expect((await a.end()).code).toBe(CLOSE.malformed);
});

test('a client whose presence is off still works', async () => {
	const room = await newRoom();
	const a = yClient(server, room, eva, { aware: false });
	const b = await yClientIn(server, room, lead);
	await a.synced();
	await a.until(() => a.provider.awareness.getStates().has(b.clientId));
	expect(b.provider.awareness.getStates().has(a.clientId)).toBe(false);
});
