import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { verifyAll } from '#server/services/verification.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { db } = services.connection;

/** An evaluation with a few log rows and two snapshots. */
async function written(): Promise<Group> {
	const group = await server.group({ blind: 'off' });
	const [eva] = group.evaluators;
	if (!eva) throw new Error('the group has evaluators');
	for (const points of [3, 4]) {
		for (const id of SUBQUESTIONS.slice(0, 3)) await server.score(group, eva, id, { points });
		await services.snapshots.take(group.lead, group.id, `at ${points}`);
	}
	return group;
}

/** Changes what nobody may change, as somebody with the database's own password could. */
async function tamper(table: 'update_log' | 'snapshot', change: () => Promise<unknown>): Promise<void> {
	await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
	await change();
	await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}

const faultsOf = async ({ id }: Group) =>
	(await verifyAll(db)).faults.filter(({ room }) => room === evaluationRoom(id)).map(({ what }) => what);

test('what nobody touched is found whole, every row and every snapshot', async () => {
	await written();
	const { rooms, rows, snapshots, faults } = await verifyAll(db);
	expect(faults).toEqual([]);
	expect(rooms).toBeGreaterThanOrEqual(1);
	expect(rows).toBeGreaterThanOrEqual(6);
	expect(snapshots).toBeGreaterThanOrEqual(2);
});

test('a row said to be somebody else’s shows', async () => {
	const group = await written();
	await tamper('update_log', () =>
		db
			.updateTable('update_log')
			.set({ user_id: group.lead.id })
			.where('room', '=', evaluationRoom(group.id))
			.where('seq', '=', 2)
			.execute(),
	);
	expect(await faultsOf(group)).toEqual(['row changed']);
});

test('a row taken out shows, and so does what it changed in later snapshots', async () => {
	const group = await written();
	const room = evaluationRoom(group.id);
	await tamper('update_log', () =>
		db.deleteFrom('update_log').where('room', '=', room).where('seq', '=', 2).execute(),
	);
	const faults = await faultsOf(group);
	expect(faults).toContain('row missing');
	expect(faults).toContain('snapshot differs from the log');
});

test('the end of a log cut off shows', async () => {
	const group = await written();
	const room = evaluationRoom(group.id);
	const { head_seq } = await db
		.selectFrom('room')
		.select('head_seq')
		.where('name', '=', room)
		.executeTakeFirstOrThrow();
	await tamper('update_log', () =>
		db.deleteFrom('update_log').where('room', '=', room).where('seq', '=', head_seq).execute(),
	);
	expect(await faultsOf(group)).toContain('row missing');
});

test('a snapshot that was rewritten shows, with a fitting hash of its own as well', async () => {
	const group = await written();
	const { id } = await db
		.selectFrom('snapshot')
		.select('id')
		.where('evaluation_id', '=', group.id)
		.orderBy('seq')
		.limit(1)
		.executeTakeFirstOrThrow();
	await tamper('snapshot', () =>
		db.updateTable('snapshot').set({ content: '{"scores":{}}' }).where('id', '=', id).execute(),
	);
	expect(await faultsOf(group)).toEqual(['snapshot content differs from its hash']);
	await tamper('snapshot', () =>
		db
			.updateTable('snapshot')
			.set({ sha256: 'f'.repeat(64) })
			.where('id', '=', id)
			.execute(),
	);
	expect(await faultsOf(group)).toContain('snapshot chain broken');
	expect(await faultsOf(group)).toContain('snapshot differs from the log');
});
