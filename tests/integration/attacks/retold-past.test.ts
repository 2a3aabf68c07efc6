/**
 * Yjs passes over what it knows already when an update is applied, and may take it for what it knew when updates are
 * joined or come before the document. An update that tells the past otherwise than it was must not matter to anybody.
 */
import { afterEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import { RoomDocument } from '#server/sync/room-document.ts';
import { forge, forgeOne, type ForgedStruct } from '../../support/forge.ts';
import { closeClients, rawIn, step1Message, updateMessage, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [lea, ann] = [await world.person('Lea Lind'), await world.person('Ann Ask')];
const AGREED = { points: 5, version: 1, by: lea.id, at: '2026-02-03T10:00:00.000Z' };
const CLIENT = 4711;

afterEach(closeClients);

const score = (subquestion: string, points: number): ForgedStruct => ({
	content: { any: [{ points }] },
	parent: 'scores',
	key: `${subquestion}/${ann.id}`,
});

/** A room in which Ann has written twice, and what she sends next: what she and the server wrote told otherwise, and one word more. */
async function scene() {
	const server = await world.serve();
	const room = `evaluation/${await world.evaluation(
		[
			{ person: lea, role: 'lead' },
			{ person: ann, role: 'evaluator' },
		],
		{ phase: 'calibration' },
	)}`;
	await server.hub.command([room], { userId: lea.id, sessionId: null }, (context) => {
		context.room(room).write((doc) => doc.getMap('consensus').set('1.2', AGREED));
		return Promise.resolve();
	});
	const client = await rawIn(server, room, ann);
	client.send(updateMessage(forgeOne(CLIENT, 0, score('1.1', 5))));
	await client.next('ack');
	client.send(updateMessage(forgeOne(CLIENT, 1, score('1.2', 3))));
	await client.next('ack');
	const agreed = (subquestion: string): ForgedStruct => ({
		content: { any: [{ ...AGREED, points: 15 }] },
		parent: 'consensus',
		key: subquestion,
	});
	const retold = forge([
		{ client: SERVER_CLIENT_ID, structs: [agreed('1.2')] },
		{ client: CLIENT, structs: [score('1.1', 5), agreed('1.1'), score('1.3', 4)] },
	]);
	return { server, room, client, retold };
}

const seen = (doc: Y.Doc) => ({
	consensus: doc.getMap('consensus').toJSON(),
	scores: doc.getMap('scores').toJSON(),
});
const TRUTH = {
	consensus: { '1.2': AGREED },
	scores: {
		[`1.1/${ann.id}`]: { points: 5 },
		[`1.2/${ann.id}`]: { points: 3 },
		[`1.3/${ann.id}`]: { points: 4 },
	},
};

it('who tells the past otherwise is not believed after the room is loaded again', async () => {
	const { server, room, client, retold } = await scene();
	client.send(updateMessage(retold));
	await client.next('ack');
	expect(await server.hub.read(room, seen)).toEqual(TRUTH);
	// From the log alone: no state has been stored.
	const again = await world.serve();
	const late = await yClientIn(again, room, lea);
	expect(seen(late.doc)).toEqual(TRUTH);
});

it('nor by somebody who hears it before the document', async () => {
	const { server, room, client, retold } = await scene();
	const release = await world.hold(room);
	client.send(updateMessage(retold));
	const late = await rawIn(server, room, lea);
	// Answered once what is under way is committed, and that comes first.
	late.send(step1Message());
	await release();
	await late.next('step2');
	const doc = new Y.Doc();
	for (const heard of late.received)
		if (heard.kind === 'update' || heard.kind === 'step2') Y.applyUpdate(doc, heard.update);
	expect(late.all('update').length).toBe(1);
	expect(seen(doc)).toEqual(TRUTH);
});

it('nor from a log in which such an update stands already', async () => {
	const { server, room, retold } = await scene();
	await server.stop();
	const { rows } = await world.connection.pool.query<{ bytes: Buffer }>(
		'select bytes from update_log where room = $1 order by seq',
		[room],
	);
	const document = new RoomDocument(
		{ state: undefined, tail: [...rows.map(({ bytes }) => new Uint8Array(bytes)), retold] },
		4,
	);
	const joined = new Y.Doc();
	Y.applyUpdate(joined, document.full().update);
	expect(seen(joined)).toEqual(TRUTH);
});
