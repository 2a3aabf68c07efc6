import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { closeClients, rawIn, step1Message, updateMessage, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
const newRoom = async () => {
	const members = [
		{ person: eva, role: 'evaluator' as const },
		{ person: nils, role: 'evaluator' as const },
	];
	return `evaluation/${await world.evaluation(members)}`;
};

afterEach(closeClients);

const KEY = `1.1/${eva.id}`;
const set = (doc: Y.Doc, points: number) => doc.getMap('scores').set(KEY, { points });

/** When the update has been let in and its commit is waiting. */
const underWay = (room: string) =>
	expect
		.poll(
			async () => {
				const { rows } = await world.connection.pool.query<{ n: number }>(
					`select count(*)::int as n from pg_stat_activity
				where application_name = 'samsyn log lane' and wait_event_type = 'Lock' and datname = current_database()`,
				);
				return rows[0]?.n;
			},
			{ message: `a commit of ${room} that waits` },
		)
		.toBe(1);

const cutLane = () =>
	world.connection.pool.query(
		`select pg_terminate_backend(pid) from pg_stat_activity
		where application_name = 'samsyn log lane' and datname = current_database()`,
	);

test('neither peers nor the author hear of an update before it is committed', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	const b = await rawIn(server, room, nils);
	const release = await world.hold(room);
	const [acks, updates] = [a.acks.length, b.all('update').length];
	set(a.doc, 5);
	await underWay(room);
	expect([a.acks.length, b.all('update').length]).toEqual([acks, updates]);
	await release();
	await b.next('update');
	await a.until(() => a.acks.length > acks);
});

test('a newcomer during a commit gets nothing that is not committed', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	await a.write((doc) => void set(doc, 1));
	const release = await world.hold(room);
	set(a.doc, 2);
	await underWay(room);
	const late = await rawIn(server, room, nils);
	late.send(step1Message());
	// Something sent later and answered at once shows that the answer is being held back.
	late.send(step1Message(Y.encodeStateVector(new Y.Doc())));
	expect(late.all('hello')[0]?.hello.seq).toBe(1);
	const before = new Y.Doc();
	for (const { update } of late.all('step2')) Y.applyUpdate(before, update);
	expect(before.getMap('scores').get(KEY)).not.toEqual({ points: 2 });
	await release();
	const doc = new Y.Doc();
	Y.applyUpdate(doc, (await late.next('step2')).update);
	await late.until(() => {
		for (const { update } of late.all('update')) Y.applyUpdate(doc, update);
		return (doc.getMap('scores').get(KEY) as { points: number }).points === 2;
	});
});

test('a commit that fails shows nothing to anyone, and what was typed arrives with the next one', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	const b = await yClientIn(server, room, nils);
	const release = await world.hold(room);
	const closing = Promise.all([a.end(), b.end()]);
	set(a.doc, 7);
	await underWay(room);
	await cutLane();
	const [closed] = await closing;
	expect(closed.code).toBe(CLOSE.tryAgain);
	expect(b.doc.getMap('scores').size).toBe(0);
	await release();
	await b.until(() => b.doc.getMap('scores').get(KEY));
	expect(b.doc.getMap('scores').get(KEY)).toEqual({ points: 7 });
	expect(server.hub.healthy()).toBe(true);
});

test('after a failure the server is ready again by itself, once the database answers', async () => {
	const room = await newRoom();
	const a = await rawIn(server, room, eva);
	const release = await world.hold(room);
	const doc = new Y.Doc();
	set(doc, 3);
	a.send(updateMessage(Y.encodeStateAsUpdate(doc)));
	await underWay(room);
	await cutLane();
	await a.end();
	await release();
	await expect.poll(() => server.hub.healthy()).toBe(true);
});

test('updates that arrive during a commit are committed together, those of other rooms too', async () => {
	const [one, two] = [await newRoom(), await newRoom()];
	const a = await yClientIn(server, one, eva);
	const b = await yClientIn(server, two, nils);
	const release = await world.hold(one);
	set(a.doc, 1);
	await underWay(one);
	for (const points of [2, 3, 4]) set(a.doc, points);
	for (const points of [5, 6]) b.doc.getMap('scores').set(`1.1/${nils.id}`, { points });
	await expect
		.poll(async () => /samsyn_commit_queued_rows 5/.test(await server.metrics.registry.metrics()))
		.toBe(true);
	await release();
	await a.until(() => a.acks.length === 5);
	await b.until(() => b.acks.length === 3);
	const { rows } = await world.connection.pool.query<{ n: number; rows: number }>(
		'select count(distinct xmin::text)::int as n, count(*)::int as rows from update_log where room = any($1)',
		[[one, two]],
	);
	expect(rows).toEqual([{ n: 2, rows: 6 }]);
});

test('a row the database refuses costs its own room and no other', async () => {
	const [good, bad] = [await newRoom(), await newRoom()];
	const a = await yClientIn(server, good, eva);
	const b = await yClientIn(server, bad, nils);
	await b.write((doc) => void doc.getMap('scores').set(`1.1/${nils.id}`, { points: 1 }));
	const release = await world.hold(good);
	set(a.doc, 1);
	await underWay(good);
	// A row at the next position, as if a hand had written it past the server.
	await world.connection.pool.query(
		`insert into update_log select room, 2, generation, epoch, kind, user_id, session_id, client_id, from_clock, to_clock,
			bytes, at, prev_hash, hash from update_log where room = $1`,
		[bad],
	);
	set(a.doc, 2);
	const closing = b.end();
	b.doc.getMap('scores').set(`1.1/${nils.id}`, { points: 2 });
	await expect
		.poll(async () => /samsyn_commit_queued_rows 2/.test(await server.metrics.registry.metrics()))
		.toBe(true);
	await release();
	expect((await closing).code).toBe(CLOSE.tryAgain);
	await a.until(() => a.acks.length === 3);
	expect(a.closes).toEqual([]);
});

test('a commit without an answer is given up; what it wrote after all is not written twice', async () => {
	const hasty = await world.serve({ commitTimeoutMs: 300 });
	const room = await newRoom();
	const a = await yClientIn(hasty, room, eva);
	const release = await world.hold(room);
	const closing = a.end();
	set(a.doc, 8);
	expect((await closing).code).toBe(CLOSE.tryAgain);
	expect(hasty.hub.healthy()).toBe(false);
	const [acks, hellos] = [a.acks.length, a.hellos.length];
	await release();
	await a.until(() => a.hellos.length > hellos && a.acks.length > acks, 'to be back');
	const rows = await world.db.selectFrom('update_log').selectAll().where('room', '=', room).execute();
	expect(rows.map((row) => [row.seq, row.to_clock])).toEqual([[1, 1]]);
	expect(await hasty.hub.read(room, (doc) => doc.getMap('scores').get(KEY))).toEqual({ points: 8 });
	await expect.poll(() => hasty.hub.healthy()).toBe(true);
});

test('a reader and a command that meet a room just dropped get the one loaded after it', async () => {
	const room = await newRoom();
	const a = await yClientIn(server, room, eva);
	const release = await world.hold(room);
	const closing = a.end();
	set(a.doc, 6);
	await underWay(room);
	const read = server.hub.read(room, (doc) => doc.getMap('scores').size);
	const command = server.hub.command([room], { userId: eva.id, sessionId: null }, (context) =>
		Promise.resolve(context.room(room).seq),
	);
	await cutLane();
	await closing;
	a.close();
	await release();
	expect([await read, await command]).toEqual([expect.any(Number), expect.any(Number)]);
});
