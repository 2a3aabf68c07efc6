import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const [first, second] = [await world.serve(), await world.serve()];
const eva = await world.person();
const newRoom = async () => `evaluation/${await world.evaluation([{ person: eva, role: 'evaluator' }])}`;
const actor = { userId: eva.id, sessionId: null };

afterEach(closeClients);

test('a node whose room another has claimed commits nothing more, and nothing is lost', async () => {
	const room = await newRoom();
	const a = await yClientIn(first, room, eva);
	await a.write((doc) => void doc.getMap('scores').set(`1.1/${eva.id}`, { points: 1 }));
	const b = await yClientIn(second, room, eva);
	const closing = a.end();
	a.doc.getMap('scores').set(`1.2/${eva.id}`, { points: 2 });
	expect((await closing).code).toBe(CLOSE.tryAgain);
	// The first node claims it back when its client returns with what was not committed.
	await a.until(() => a.acks.some((ack) => ack.seq === 2));
	const closingB = b.end();
	b.doc.getMap('scores').set(`1.3/${eva.id}`, { points: 3 });
	expect((await closingB).code).toBe(CLOSE.tryAgain);
	await b.until(() => b.acks.some((ack) => ack.seq === 3) && b.doc.getMap('scores').size === 3);
	const { rows } = await world.connection.pool.query<{ seq: number; epoch: number }>(
		'select seq, epoch from update_log where room = $1 order by seq',
		[room],
	);
	expect(rows).toEqual([
		{ seq: 1, epoch: 1 },
		{ seq: 2, epoch: 3 },
		{ seq: 3, epoch: 4 },
	]);
});

test('a command on a node that no longer holds the room fails and leaves nothing', async () => {
	const room = await newRoom();
	await first.hub.read(room, () => undefined);
	await second.hub.read(room, () => undefined);
	const failing = first.hub.command([room], actor, async (context) => {
		await context.tx.insertInto('audit').values({ actor: eva.id, action: 'fenced' }).execute();
		context.room(room).write((doc) => doc.getMap('consensus').set('1.1', { points: 1 }));
	});
	await expect(failing).rejects.toThrow(/another node/);
	expect(await second.hub.read(room, (doc, at) => [doc.getMap('consensus').size, at.seq])).toEqual([0, 0]);
	const audit = await world.db.selectFrom('audit').selectAll().where('action', '=', 'fenced').execute();
	expect(audit).toEqual([]);
});

test('nor does a command there that changes only what may be written', async () => {
	const room = await newRoom();
	const phase = async () =>
		(
			await world.db
				.selectFrom('evaluation')
				.select('phase')
				.where('id', '=', room.replace('evaluation/', ''))
				.executeTakeFirstOrThrow()
		).phase;
	await first.hub.read(room, () => undefined);
	await second.hub.read(room, () => undefined);
	const failing = first.hub.command([room], actor, async ({ tx }) => {
		await tx
			.updateTable('evaluation')
			.set({ phase: 'final' })
			.where('id', '=', room.replace('evaluation/', ''))
			.execute();
	});
	await expect(failing).rejects.toThrow(/another node/);
	expect(await phase()).toBe('scoring');
});
