import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CHAIN_START, linkHash } from '#server/sync/chain.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const people = await Promise.all(['Eva Ek', 'Nils Nord', 'Åsa Öberg'].map((name) => world.person(name)));
const room = `evaluation/${await world.evaluation(people.map((person) => ({ person, role: 'evaluator' as const })))}`;

afterEach(closeClients);

const rows = () =>
	world.db.selectFrom('update_log').selectAll().where('room', '=', room).orderBy('seq').execute();

test('the log replayed is the document, every row has its author, and the chain of hashes holds', async () => {
	const clients = await Promise.all(people.map((person) => yClientIn(server, room, person)));
	for (const [i, client] of clients.entries()) {
		const text = new Y.XmlText();
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [text]);
		client.doc.getXmlFragment('text:sub:1.1').push([paragraph]);
		for (let n = 0; n < 40; n++) {
			text.insert(Math.floor(text.length / 2), `${i}${n} å`);
			if (n % 5 === 4) text.delete(0, 3);
		}
	}
	await server.hub.command([room], { userId: people[0]!.id, sessionId: null }, (context) => {
		context.room(room).write((doc) => doc.getMap('consensus').set('1.1', { points: 3, version: 1 }));
		return Promise.resolve();
	});
	await Promise.all(clients.map((client) => client.until(() => client.doc.getMap('consensus').has('1.1'))));
	const { seq, state, json } = await server.hub.read(room, (doc, at) => ({
		seq: at.seq,
		state: Y.encodeStateVector(doc),
		json: [doc.getXmlFragment('text:sub:1.1').toJSON(), doc.getMap('consensus').toJSON()],
	}));
	const log = await rows();
	expect(log.map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1));

	const replayed = new Y.Doc();
	for (const row of log) Y.applyUpdate(replayed, row.bytes);
	expect(Y.encodeStateVector(replayed)).toEqual(state);
	expect([replayed.getXmlFragment('text:sub:1.1').toJSON(), replayed.getMap('consensus').toJSON()]).toEqual(
		json,
	);

	const sessions = new Map(people.map((person) => [person.id, person.sessionId]));
	for (const row of log.filter((each) => each.kind === 'update')) {
		const client = clients.find((each) => each.clientId === row.client_id);
		if (row.client_id !== 0) expect(row.user_id).toBe(people[clients.indexOf(client!)]!.id);
		expect(row.session_id).toBe(sessions.get(row.user_id ?? ''));
	}

	let previous: Uint8Array = CHAIN_START;
	for (const row of log) {
		expect(row.prev_hash.equals(previous)).toBe(true);
		const hash = linkHash(row.prev_hash, {
			room: row.room,
			seq: row.seq,
			generation: row.generation,
			epoch: row.epoch,
			kind: row.kind,
			userId: row.user_id,
			sessionId: row.session_id,
			clientId: row.client_id,
			fromClock: row.from_clock,
			toClock: row.to_clock,
			at: row.at.getTime(),
			bytes: row.bytes,
		});
		expect(hash.equals(row.hash)).toBe(true);
		previous = row.hash;
	}
	const { head_seq, head_hash } = await world.db
		.selectFrom('room')
		.selectAll()
		.where('name', '=', room)
		.executeTakeFirstOrThrow();
	expect([head_seq, head_hash.equals(previous)]).toEqual([seq, true]);
});

test('a client id is bound to the first who writes under it, and the session is recorded', async () => {
	const [eva, nils] = people as [(typeof people)[0], (typeof people)[0]];
	const client = await yClientIn(server, room, eva);
	await client.write((doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points: 1 }));
	const bound = await world.db
		.selectFrom('room_client')
		.selectAll()
		.where('room', '=', room)
		.where('client_id', '=', client.clientId)
		.executeTakeFirstOrThrow();
	expect(bound).toMatchObject({ user_id: eva.id, session_id: eva.sessionId, issued: false, generation: 1 });
	const doc = new Y.Doc();
	doc.clientID = client.clientId;
	const thief = await yClientIn(server, room, nils, { doc });
	thief.doc.clientID = client.clientId;
	const closing = thief.end();
	thief.doc.getMap('scores').set(`1.1/${nils.id}`, { points: 2 });
	await closing;
	expect(thief.refusals[0]?.code).toBe('foreign-client');
});

test('an issued client id belongs to its user at once, also in a room nobody has opened', async () => {
	const [eva, nils] = people as [(typeof people)[0], (typeof people)[0]];
	const fresh = `evaluation/${await world.evaluation(people.map((person) => ({ person, role: 'evaluator' as const })))}`;
	const id = await server.hub.issueClientId(fresh, eva.id, eva.sessionId);
	const doc = new Y.Doc();
	doc.clientID = id;
	const thief = await yClientIn(server, fresh, nils, { doc, aware: false });
	const closing = thief.end();
	doc.getMap('scores').set(`1.1/${nils.id}`, { points: 2 });
	await closing;
	expect(thief.refusals[0]?.code).toBe('foreign-client');
	const own = new Y.Doc();
	own.clientID = await server.hub.issueClientId(fresh, eva.id, eva.sessionId);
	const owner = await yClientIn(server, fresh, eva, { doc: own });
	const ack = await owner.write((each) => void each.getMap('scores').set(`1.1/${eva.id}`, { points: 2 }));
	expect(ack.clientId).toBe(own.clientID);
});

test('one session cannot use up client ids without end, but gets as many pages as it likes', async () => {
	const [eva] = people as [(typeof people)[0]];
	const fresh = `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;
	for (let i = 0; i < 70; i++) await server.hub.issueClientId(fresh, eva.id, eva.sessionId);
	const doc = new Y.Doc();
	const began = doc.clientID;
	const client = await yClientIn(server, fresh, eva, { doc });
	for (let i = 0; i < 64; i++) {
		doc.clientID = 1000 + i;
		await client.write((each) => void each.getMap('scores').set(`1.1/${eva.id}`, { points: i / 10 }));
	}
	doc.clientID = 5000;
	const closing = client.end();
	doc.getMap('scores').set(`1.1/${eva.id}`, { points: 0 });
	await closing;
	expect(client.refusals[0]?.code).toBe('too-many-clients');
	// The provider knows itself by the id it began with.
	doc.clientID = began;
});
