/**
 * Every forged update, sent to the real server over a real socket by somebody with a session: each is answered as
 * it deserves, none is logged, and the room is byte for byte what it was.
 */
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { ATTACKS } from '../../support/attacks/index.ts';
import { AT, TEXT, type Attack, type Attacker, type Scene } from '../../support/attacks/scene.ts';
import { paragraph } from '../../support/furnished-room.ts';
import { closeClients, rawIn, step2Message, updateMessage, yClientIn } from '../../support/sync-client.ts';
import { createWorld, type Person } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const people: Record<Exclude<Attacker, 'rut'> | 'bob', Person> = {
	ann: await world.person('Ann Ask'),
	bob: await world.person('Bob Berg'),
	lea: await world.person('Lea Lind'),
	oda: await world.person('Oda Ohr'),
};
const evaluation = await world.evaluation(
	[
		{ person: people.lea, role: 'lead' },
		{ person: people.ann, role: 'evaluator' },
		{ person: people.bob, role: 'evaluator' },
		{ person: people.oda, role: 'observer' },
	],
	{ phase: 'calibration' },
);
const room = `evaluation/${evaluation}`;
const furniture = await furnish();

afterEach(closeClients);

/** Something of everybody's in the room, as honest clients put it there. */
async function furnish(): Promise<Omit<Scene, 'doc'>> {
	const { ann, bob, lea } = people;
	await server.hub.command([room], { userId: lea.id, sessionId: null }, (context) => {
		context.room(room).write((doc) => {
			doc.getMap('consensus').set('1.2', { points: 15, version: 1, by: lea.id, at: AT });
			doc.getMap('firstScores').set(`1.2/${bob.id}`, { points: 14 });
		});
		return Promise.resolve();
	});
	const bobs = await yClientIn(server, room, bob);
	await bobs.write((doc) => {
		doc.getMap('scores').set(`1.1/${bob.id}`, { points: 10 });
		doc.getXmlFragment(TEXT).insert(0, [paragraph('Bobs ord 😀 står här')]);
		doc.getMap('threads').set('t1', { on: 'sub:1.1', class: 'question', by: bob.id, at: AT });
		doc.getMap('messages').set(`t1/${bob.id}/m1`, { text: 'Stämmer det?', at: AT });
	});
	const leas = await yClientIn(server, room, lea);
	await leas.write((doc) => {
		doc.getMap('sections').set('sub:1.1', { state: 'approved', by: lea.id });
		doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	});
	const anns = await yClientIn(server, room, ann);
	await anns.write((doc) => doc.getMap('scores').set(`1.1/${ann.id}`, { points: 9.5 }));
	return {
		ann: { userId: ann.id, clientId: anns.clientId },
		bob: { userId: bob.id, clientId: bobs.clientId },
		lea: { userId: lea.id, clientId: leas.clientId },
	};
}

interface RoomState {
	bytes: Uint8Array;
	roots: string[];
	seq: number;
	rows: number;
	boundIds: number;
}

async function stateOfRoom(): Promise<RoomState> {
	const live = await server.hub.read(room, (doc, { seq }) => ({
		bytes: Y.encodeStateAsUpdate(doc),
		roots: [...doc.share.keys()].sort(),
		seq,
	}));
	const { rows } = await world.connection.pool.query<{ rows: number; ids: number }>(
		`select (select count(*)::int from update_log where room = $1) as rows,
			(select count(*)::int from room_client where room = $1) as ids`,
		[room],
	);
	return { ...live, rows: rows[0]!.rows, boundIds: rows[0]!.ids };
}

async function sceneNow(): Promise<Scene> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, await server.hub.read(room, (live) => Y.encodeStateAsUpdate(live)));
	return { doc, ...furniture };
}

const REVIEWER = 'rut';
const overSockets = ATTACKS.filter(({ attacker }) => attacker !== REVIEWER).map((attack, i) => ({
	...attack,
	// Both ways in are one way: an update, and an answer to what the server lacks.
	how: i % 2 === 0 ? updateMessage : step2Message,
}));

async function answerTo(attack: Attack, send: (update: Uint8Array) => Uint8Array): Promise<string> {
	const attacker = people[(attack.attacker ?? 'ann') as keyof typeof people];
	const update = attack.forge(await sceneNow());
	const client = await rawIn(server, room, attacker);
	client.send(send(update));
	if (attack.expected === 'unresolved') {
		await client.next('step1');
		expect(client.all('ack')).toEqual([]);
		return 'unresolved';
	}
	const { code } = await client.end();
	if (code === CLOSE.malformed) return 'malformed';
	expect(code).toBe(CLOSE.rebuild);
	const [{ refusal } = { refusal: undefined }] = client.all('refusal');
	expect(refusal?.message).toMatch(/inte/);
	return refusal?.code ?? 'no refusal';
}

it.each(overSockets)('$name is kept out', async ({ how, ...attack }) => {
	const before = await stateOfRoom();
	expect(await answerTo(attack, how)).toBe(attack.expected);
	expect(await stateOfRoom()).toEqual(before);
});

it('tries more than a hundred, on a room that stays alive', async () => {
	expect(overSockets.length).toBeGreaterThan(100);
	const bob = await yClientIn(server, room, people.bob);
	await bob.write((doc) => doc.getMap('scores').set(`1.1/${people.bob.id}`, { points: 11 }));
});
