import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { verifyAll } from '#server/services/verification.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import { ballotRoom, evaluationRoom } from '#server/services/evaluation-command.ts';
import { documentAt } from '#server/services/replay.ts';
import { reviewRoom } from '#server/services/round-access.ts';
import { writeState } from '#server/sync/room-store.ts';
import { startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';
import { png } from '../../support/pictures.ts';

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
async function tamper(
	table: 'update_log' | 'snapshot' | 'room' | 'file' | 'framework',
	change: () => Promise<unknown>,
): Promise<void> {
	await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
	await change();
	await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
}

const faultsIn = async (name: string) =>
	(await verifyAll(db)).faults.filter(({ room }) => room === name).map(({ what }) => what);
const faultsOf = ({ id }: Group) => faultsIn(evaluationRoom(id));

/** As earlier versions stored one. */
const keepState = (room: string, seq: number, update: Uint8Array) =>
	writeState(db, room, { seq, update, stateVector: undefined });

/** What the log holds at a position, as somebody stored it who wrote something of their own into it. */
async function forgedState(room: string, seq: number): Promise<Uint8Array> {
	const doc = await documentAt(db, room, seq);
	doc.clientID = 4711;
	doc.getMap('scores').set('1.1/somebody', { points: 15 });
	return Y.encodeStateAsUpdate(doc);
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}

const headOf = async (room: string): Promise<number> =>
	(await db.selectFrom('room').select('head_seq').where('name', '=', room).executeTakeFirstOrThrow())
		.head_seq;

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

test('a snapshot whose stored state was exchanged shows, though its content and hash are untouched', async () => {
	const group = await written();
	const { id, seq } = await db
		.selectFrom('snapshot')
		.select(['id', 'seq'])
		.where('evaluation_id', '=', group.id)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const state = await forgedState(evaluationRoom(group.id), seq);
	await tamper('snapshot', () => db.updateTable('snapshot').set({ state }).where('id', '=', id).execute());
	expect(await faultsOf(group)).toEqual(['snapshot state differs from the log']);
});

describe('a stored state that a room is loaded from', () => {
	test('is whole as the server stores it', async () => {
		const group = await written();
		const room = evaluationRoom(group.id);
		const seq = await headOf(room);
		const doc = await documentAt(db, room, seq);
		await writeState(db, room, {
			seq,
			update: Y.encodeStateAsUpdate(doc),
			stateVector: Y.encodeStateVector(doc),
		});
		expect((await verifyAll(db, { evaluationId: group.id })).states).toBe(1);
		expect(await faultsOf(group)).toEqual([]);
	});

	test.each([
		['forged', (room: string, seq: number) => forgedState(room, seq)],
		['cut off', async (room: string, seq: number) => (await forgedState(room, seq)).subarray(0, 20)],
		['emptied', () => Promise.resolve(Y.encodeStateAsUpdate(new Y.Doc()))],
	])('shows when it was %s', async (_, bytes) => {
		const group = await written();
		const room = evaluationRoom(group.id);
		await keepState(room, 4, await bytes(room, 4));
		expect(await faultsOf(group)).toEqual(['state differs from the log']);
	});

	test('shows when a single letter in it was changed', async () => {
		const group = await written();
		const room = evaluationRoom(group.id);
		await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
			context.room(room).write((doc) => doc.getMap('sources').set('s', { kind: 'web', title: 'Hemsidan' }));
			return Promise.resolve();
		});
		const seq = await headOf(room);
		const bytes = Buffer.from(Y.encodeStateAsUpdate(await documentAt(db, room, seq)));
		bytes.write('X', bytes.indexOf('Hemsidan'));
		await keepState(room, seq, bytes);
		expect(await faultsOf(group)).toEqual(['state differs from the log']);
	});

	test.each([
		['exchanged', { state_vector: Y.encodeStateVector(new Map([[4711, 1]])) }],
		['taken away', { state_vector: null }],
		['left without its checksum', { checksum: null }],
	])('shows when its state vector was %s', async (_, change) => {
		const group = await written();
		const room = evaluationRoom(group.id);
		const seq = await headOf(room);
		const doc = await documentAt(db, room, seq);
		const stateVector = Y.encodeStateVector(doc);
		await writeState(db, room, { seq, update: Y.encodeStateAsUpdate(doc), stateVector });
		await db.updateTable('room_state').set(change).where('room', '=', room).execute();
		expect(await faultsOf(group)).toEqual(['state differs from the log']);
	});

	test('shows when it claims a position the log never reached', async () => {
		const group = await written();
		const room = evaluationRoom(group.id);
		await keepState(room, 99, await forgedState(room, 2));
		expect(await faultsOf(group)).toEqual(['state beyond the log']);
	});
});

test('rows slipped in behind the head show', async () => {
	const group = await written();
	const room = evaluationRoom(group.id);
	const head = await headOf(room);
	await sql`insert into update_log select room, ${head + 1}, generation, epoch, kind, user_id, session_id, client_id,
		from_clock, to_clock, bytes, at, prev_hash, hash from update_log where room = ${room} and seq = ${head}`.execute(
		db,
	);
	expect(await faultsOf(group)).toEqual(['row beyond the head']);
});

test('a generation or an epoch turned back shows', async () => {
	const group = await written();
	const name = evaluationRoom(group.id);
	await tamper('room', () =>
		db.updateTable('room').set({ generation: 0, epoch: 0 }).where('name', '=', name).execute(),
	);
	expect(await faultsOf(group)).toEqual(['generation goes back', 'epoch goes back']);
});

test('ballots and review rooms are held to the same', async () => {
	const group = await server.group();
	const [eva] = group.evaluators;
	await server.score(group, eva!, '1.1', { points: 3 });
	await services.phases.change(group.lead, group.id, 'calibration');
	await services.consensus.set(group.lead, group.id, '1.1', { points: 3, basedOn: null });
	const { id } = await services.rounds.open(group.lead, group.id, { label: 'Utkast' });
	const rooms = [ballotRoom(group.id, eva!.id), reviewRoom(group.id, id)];
	expect((await verifyAll(db, { evaluationId: group.id })).faults).toEqual([]);
	for (const room of rooms) {
		await keepState(room, await headOf(room), await forgedState(room, 0));
		expect(await faultsIn(room)).toEqual(['state differs from the log']);
		await tamper('update_log', () =>
			db.updateTable('update_log').set({ user_id: 'nobody' }).where('room', '=', room).execute(),
		);
		expect(await faultsIn(room)).toContain('row changed');
	}
});

test('a snapshot that was made out to be final shows: it would be published', async () => {
	const group = await written();
	const { id } = await db
		.selectFrom('snapshot')
		.select('id')
		.where('evaluation_id', '=', group.id)
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	await tamper('snapshot', () =>
		db.updateTable('snapshot').set({ kind: 'final' }).where('id', '=', id).execute(),
	);
	expect((await verifyDatabase(db, { evaluationId: group.id })).faults).toEqual([
		`evaluation ${group.id}, snapshot ${id}: called final without a final version`,
	]);
});

describe('what an evaluation rests on beside its log', () => {
	test('shows when a picture was exchanged for another', async () => {
		const group = await written();
		const [honest, forged] = [png(40, 30), png(30, 40)];
		const upload = { name: 'bild.png', declared: honest.length, bytes: inOnePiece(honest) };
		const { id } = await services.files.add(group.lead, group.id, upload);
		const faults = async () => (await verifyDatabase(db, { evaluationId: group.id })).faults;
		expect(await faults()).toEqual([]);
		await tamper('file', () =>
			db.updateTable('file').set({ bytes: forged, size: forged.length }).where('id', '=', id).execute(),
		);
		expect(await faults()).toEqual([`evaluation ${group.id}, file ${id}: bytes differ from their hash`]);
	});

	test('shows when a framework’s points were changed', async () => {
		const group = await written();
		const change = (from: string, to: string) =>
			tamper('framework', () =>
				sql`update framework set data = replace(data::text, ${from}, ${to})::jsonb where id = ${KOMMUNKOMPASSEN.id}`.execute(
					db,
				),
			);
		const { name } = KOMMUNKOMPASSEN.areas[0]!;
		await change(JSON.stringify(name), JSON.stringify(`${name} `));
		const { faults } = await verifyDatabase(db, { evaluationId: group.id });
		await change(JSON.stringify(`${name} `), JSON.stringify(name));
		expect(faults).toEqual([`framework ${KOMMUNKOMPASSEN.id}: differs from its hash`]);
		expect((await verifyDatabase(db, { evaluationId: group.id })).faults).toEqual([]);
	});
});
