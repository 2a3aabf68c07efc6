import { afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { SERVER_CLIENT_ID } from '#document/roots.ts';
import { closeClients, rawIn, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve();
const { hub } = server;
const [lead, eva] = [await world.person('Lena Lead'), await world.person('Eva Ek')];
const actor = { userId: lead.id, sessionId: lead.sessionId };
const newEvaluation = (options?: Parameters<typeof world.evaluation>[1]) =>
	world.evaluation(
		[
			{ person: lead, role: 'lead' },
			{ person: eva, role: 'evaluator' },
		],
		options,
	);

afterEach(closeClients);

const consensus = (doc: Y.Doc) => doc.getMap('consensus').toJSON();
const score = (points: number) => (doc: Y.Doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points });

test('a command writes as the server and reaches everyone', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const a = await yClientIn(server, room, eva);
	const answer = await hub.command([room], actor, (context) => {
		const own = context.room(room);
		expect([own.seq, own.written]).toEqual([0, false]);
		own.write((doc) => doc.getMap('consensus').set('1.1', { points: 10, version: 1 }));
		own.write((doc) => doc.getMap('consensus').set('1.2', { points: 5, version: 1 }));
		expect(own.written).toBe(true);
		return Promise.resolve('done');
	});
	expect(answer).toBe('done');
	await a.until(() => a.doc.getMap('consensus').size === 2);
	const rows = await world.db.selectFrom('update_log').selectAll().where('room', '=', room).execute();
	expect(
		rows.map((row) => [row.seq, row.kind, row.user_id, row.session_id, row.client_id, row.to_clock]),
	).toEqual([[1, 'command', lead.id, lead.sessionId, SERVER_CLIENT_ID, 2]]);
	await a.write(score(3));
	expect(await hub.read(room, (doc, at) => [consensus(doc), at.seq])).toEqual([
		a.doc.getMap('consensus').toJSON(),
		2,
	]);
});

test('the server keeps its own client id after a room was loaded again', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const write = (key: string) =>
		hub.command([room], actor, (context) => {
			context.room(room).write((doc) => doc.getMap('consensus').set(key, { points: 1 }));
			return Promise.resolve();
		});
	await write('1.1');
	const other = await world.serve();
	await other.hub.command([room], actor, (context) => {
		context.room(room).write((doc) => doc.getMap('consensus').set('1.2', { points: 2 }));
		return Promise.resolve();
	});
	await other.stop();
	const rows = await world.db
		.selectFrom('update_log')
		.selectAll()
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	expect(rows.map((row) => [row.client_id, row.from_clock, row.to_clock])).toEqual([
		[SERVER_CLIENT_ID, 0, 1],
		[SERVER_CLIENT_ID, 1, 2],
	]);
});

test('frames that arrive during a command are judged by what it decided', async () => {
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(server, room, eva);
	await a.write(score(1));
	const closing = a.end();
	const { promise: typed, resolve: hasTyped } = Promise.withResolvers<void>();
	const changing = hub.command([room], actor, async (context) => {
		a.doc.transact(() => score(2)(a.doc));
		hasTyped();
		// Its frame is on the server before this is answered.
		await expect.poll(async () => framesIn(await server.metrics.registry.metrics())).toBeGreaterThan(before);
		await context.tx.updateTable('evaluation').set({ phase: 'final' }).where('id', '=', id).execute();
	});
	const before = framesIn(await server.metrics.registry.metrics());
	await typed;
	await changing;
	expect((await closing).code).toBe(CLOSE.rebuild);
	expect(a.refusals[0]).toMatchObject({ code: 'phase', path: ['scores', `1.1/${eva.id}`] });
	expect(await hub.read(room, (doc) => doc.getMap('scores').get(`1.1/${eva.id}`))).toEqual({ points: 1 });
	expect(
		a.notices.some((notice) => notice.kind === 'phase' && notice.phase === 'final' && notice.readOnly),
	).toBe(true);
});

const framesIn = (metrics: string): number =>
	Number(/^samsyn_frames_received_total (\d+)/m.exec(metrics)?.[1] ?? 0);

test('what was let in before a command is committed before it', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const a = await yClientIn(server, room, eva);
	const release = await world.hold(room);
	a.doc.transact(() => score(4)(a.doc));
	await expect
		.poll(async () =>
			/samsyn_commit_running_seconds 0\.\d*[1-9]/.test(await server.metrics.registry.metrics()),
		)
		.toBe(true);
	const seen = hub.command([room], actor, (context) => {
		const { doc, seq } = context.room(room);
		return Promise.resolve([seq, doc.getMap('scores').get(`1.1/${eva.id}`)]);
	});
	await release();
	expect(await seen).toEqual([1, { points: 4 }]);
});

test('a command that throws has not happened: not in tables, not in documents, not for those connected', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const a = await yClientIn(server, room, eva);
	await a.write(score(1));
	const b = await rawIn(server, room, lead);
	const failing = hub.command([room], actor, async (context) => {
		await context.tx.insertInto('audit').values({ actor: lead.id, action: 'undone' }).execute();
		context.room(room).write((doc) => {
			doc.getMap('consensus').set('1.1', { points: 1 });
			doc.getMap('scores').delete(`1.1/${eva.id}`);
		});
		context.room(room).notice({ kind: 'members' });
		throw new Error('not today');
	});
	await expect(failing).rejects.toThrow('not today');
	expect(await hub.read(room, (doc, at) => [consensus(doc), doc.getMap('scores').size, at.seq])).toEqual([
		{},
		1,
		1,
	]);
	await a.write(score(2));
	await b.next('update');
	expect([a.closes, b.closed, b.all('notice')]).toEqual([[], undefined, []]);
	expect(await world.db.selectFrom('audit').selectAll().where('action', '=', 'undone').execute()).toEqual([]);
});

test('what a command has written and not committed is read by nobody', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const half = async (ending: () => void) => {
		const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
		const { promise: told, resolve: go } = Promise.withResolvers<void>();
		const changing = hub.command([room], actor, async (context) => {
			context.room(room).write((doc) => doc.getMap('consensus').set('1.1', { points: 1 }));
			hasWritten();
			await told;
			ending();
		});
		await written;
		return { changing, go, reading: hub.read(room, (doc, at) => [consensus(doc), at.seq]) };
	};
	const failing = await half(() => {
		throw new Error('not today');
	});
	failing.go();
	await expect(failing.changing).rejects.toThrow('not today');
	expect(await failing.reading).toEqual([{}, 0]);
	const holding = await half(() => undefined);
	holding.go();
	await holding.changing;
	expect(await holding.reading).toEqual([{ '1.1': { points: 1 } }, 1]);
});

test('documents of several rooms and the tables change together', async () => {
	const id = await newEvaluation({ blind: 'evaluation' });
	const rooms = [`evaluation/${id}`, `ballot/${id}/${eva.id}`];
	const b = await yClientIn(server, rooms[1]!, eva);
	await b.write((doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points: 3 }));
	const order: string[] = [];
	await hub.command([...rooms].reverse(), actor, async (context) => {
		const ballot = context.room(rooms[1]!).doc.getMap('scores').toJSON();
		context.room(rooms[0]!).write((doc) => {
			for (const [key, value] of Object.entries(ballot)) doc.getMap('firstScores').set(key, value);
		});
		context.room(rooms[1]!).write((doc) => doc.getMap('scores').delete(`1.1/${eva.id}`));
		await context.tx
			.insertInto('reveal')
			.values({ evaluation_id: id, subquestion_id: '1.1', by_user: lead.id })
			.execute();
		context.afterCommit(() => order.push('after'));
		order.push('ran');
	});
	expect(order).toEqual(['ran', 'after']);
	expect(await hub.read(rooms[0]!, (doc) => doc.getMap('firstScores').toJSON())).toEqual({
		[`1.1/${eva.id}`]: { points: 3 },
	});
	await b.until(() => b.doc.getMap('scores').size === 0);
	const closing = b.end();
	b.doc.getMap('scores').set(`1.1/${eva.id}`, { points: 9 });
	await closing;
	expect(b.refusals[0]?.code).toBe('row-revealed');
});

test('notices of a command come after its changes and before later updates', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const watcher = await rawIn(server, room, lead);
	const a = await yClientIn(server, room, eva);
	let late: Promise<unknown> | undefined;
	await hub.command([room], actor, (context) => {
		context.room(room).write((doc) => doc.getMap('consensus').set('1.1', { points: 1 }));
		context.room(room).notice({ kind: 'reveal', subquestions: ['1.1'] });
		late = a.write(score(1));
		return Promise.resolve();
	});
	await late;
	await watcher.until(() => watcher.all('update').length === 2);
	const kinds = watcher.received
		.map((each) => each.kind)
		.filter((kind) => kind === 'update' || kind === 'notice');
	expect(kinds).toEqual(['update', 'notice', 'update']);
});

test('commands on the same evaluation take turns', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const add = () =>
		hub.command([room], actor, async (context) => {
			const before = context.room(room).doc.getMap('consensus').get('1.1') as { version: number } | undefined;
			await context.tx.selectFrom('member').selectAll().execute();
			const version = (before?.version ?? 0) + 1;
			context.room(room).write((doc) => doc.getMap('consensus').set('1.1', { version }));
		});
	await Promise.all([1, 2, 3, 4].map(add));
	expect(await hub.read(room, (doc) => doc.getMap('consensus').get('1.1'))).toEqual({ version: 4 });
});

test('a command that would wait for itself says so', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	const inside = hub.command([room], actor, () => hub.read(room, () => 1));
	await expect(inside).rejects.toThrow(/held by the running command/);
});

test('a command that changes nothing writes no row', async () => {
	const room = `evaluation/${await newEvaluation()}`;
	await hub.command([room], actor, (context) => {
		context.room(room).write((doc) => doc.getMap('consensus').delete('1.1'));
		expect(context.room(room).written).toBe(false);
		return Promise.resolve();
	});
	expect(await hub.read(room, (_, at) => at.seq)).toBe(0);
});

test('a room of no evaluation cannot be commanded or read', async () => {
	await expect(hub.read('evaluation/none', () => 1)).rejects.toThrow(/no room/);
	await expect(hub.command(['nonsense'], actor, () => Promise.resolve())).rejects.toThrow(/no room/);
});
