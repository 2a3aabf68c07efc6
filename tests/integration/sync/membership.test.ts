import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import type { Role } from '#domain/permissions/roles.ts';
import { closeClients, rawIn, yClientIn } from '../../support/sync-client.ts';
import { createWorld } from '../../support/sync-server.ts';

const world = await createWorld();
const server = await world.serve({ sessionCheckMs: 100 });
const { hub } = server;
const lead = await world.person('Lena Lead');
const actor = { userId: lead.id, sessionId: null };

afterEach(closeClients);

async function evaluationWith(role: Role, options?: Parameters<typeof world.evaluation>[1]) {
	const eva = await world.person('Eva Ek');
	const members = [
		{ person: lead, role: 'lead' as const },
		{ person: eva, role },
	];
	const id = await world.evaluation(members, options);
	return { id, room: `evaluation/${id}`, eva };
}

/** As the members' service does it. */
const change = (id: string, userId: string, to: { role?: Role; removed_at?: Date }) =>
	hub.command([`evaluation/${id}`], actor, async ({ tx }) => {
		await tx
			.updateTable('member')
			.set(to)
			.where('evaluation_id', '=', id)
			.where('user_id', '=', userId)
			.execute();
	});

test('a lower role takes effect on the open socket', async () => {
	const { id, room, eva } = await evaluationWith('evaluator');
	const a = await yClientIn(server, room, eva);
	expect(a.hellos[0]?.readOnly).toBe(false);
	await change(id, eva.id, { role: 'observer' });
	await a.until(() =>
		a.notices.find((notice) => notice.kind === 'role' && notice.role === 'observer' && notice.readOnly),
	);
	const closing = a.end();
	a.doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	expect((await closing).code).toBe(CLOSE.rebuild);
	expect(a.refusals).toHaveLength(1);
	await expect
		.poll(() =>
			world.connection.db
				.selectFrom('audit')
				.select(['actor', 'action', 'subject', 'detail'])
				.where('evaluation_id', '=', id)
				.where('action', '=', 'update.refuse')
				.execute(),
		)
		.toEqual([
			{
				actor: eva.id,
				action: 'update.refuse',
				subject: room,
				detail: { code: a.refusals[0]?.code, path: a.refusals[0]?.path },
			},
		]);
});

test('a higher role takes effect on the open socket', async () => {
	const { id, room, eva } = await evaluationWith('observer');
	const a = await yClientIn(server, room, eva);
	await change(id, eva.id, { role: 'evaluator' });
	await a.until(() => a.notices.some((notice) => notice.kind === 'role' && !notice.readOnly));
	await a.write((doc) => void doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' }));
});

test('a removed member is out of every room at once, and stays out', async () => {
	const { id, room, eva } = await evaluationWith('evaluator', { blind: 'evaluation' });
	const shared = await yClientIn(server, room, eva);
	const ballot = await yClientIn(server, `ballot/${id}/${eva.id}`, eva);
	const closing = Promise.all([shared.end(), ballot.end()]);
	await change(id, eva.id, { removed_at: new Date() });
	expect((await closing).map(({ code }) => code)).toEqual([CLOSE.notAllowed, CLOSE.notAllowed]);
	const again = yClientIn(server, room, eva);
	again.catch(() => undefined);
	await expect
		.poll(() => server.log.filter((line) => line.code === CLOSE.notAllowed).length)
		.toBeGreaterThan(1);
	expect(hub.present(room)).toEqual([]);
});

test('who becomes a reviewer leaves the shared document', async () => {
	const { id, room, eva } = await evaluationWith('evaluator');
	const a = await yClientIn(server, room, eva);
	const closing = a.end();
	await change(id, eva.id, { role: 'reviewer' });
	expect((await closing).code).toBe(CLOSE.notAllowed);
});

test('who is added while the room is open gets in', async () => {
	const { id, room } = await evaluationWith('evaluator');
	await rawIn(server, room, lead);
	const newcomer = await world.person('Ny Person');
	await world.db
		.insertInto('member')
		.values({ evaluation_id: id, user_id: newcomer.id, role: 'observer', scores: false })
		.execute();
	await rawIn(server, room, newcomer);
	expect(new Set(hub.present(room))).toEqual(new Set([lead.id, newcomer.id]));
});

test('signing out closes the sockets of that session and no other', async () => {
	const { room, eva } = await evaluationWith('evaluator');
	const [a, other] = [await yClientIn(server, room, eva), await rawIn(server, room, lead)];
	const closing = a.end();
	expect(hub.closeSession(eva.sessionId, CLOSE.signedOut)).toBe(1);
	expect((await closing).code).toBe(CLOSE.signedOut);
	expect(other.closed).toBeUndefined();
});

test('a disabled account loses all its sockets', async () => {
	const { room, eva } = await evaluationWith('evaluator');
	const clients = [await rawIn(server, room, eva), await rawIn(server, room, eva)];
	expect(hub.closeUser(eva.id, CLOSE.signedOut)).toBe(2);
	for (const client of clients) expect((await client.end()).code).toBe(CLOSE.signedOut);
});

test('a socket does not outlive its session for long', async () => {
	const { room, eva } = await evaluationWith('evaluator');
	const [a, other] = [await rawIn(server, room, eva), await rawIn(server, room, lead)];
	await world.db
		.updateTable('session')
		.set({ expires_at: new Date(0) })
		.where('id', '=', eva.sessionId)
		.execute();
	expect((await a.end()).code).toBe(CLOSE.signedOut);
	expect(other.closed).toBeUndefined();
});

test('a new phase is told to everyone with what they may still do', async () => {
	const { id, room, eva } = await evaluationWith('evaluator', { phase: 'setup' });
	const [a, b] = [await yClientIn(server, room, eva), await yClientIn(server, room, lead)];
	expect([a.hellos[0]?.readOnly, b.hellos[0]?.readOnly]).toEqual([true, false]);
	await hub.command([room], actor, async ({ tx }) => {
		await tx.updateTable('evaluation').set({ phase: 'scoring' }).where('id', '=', id).execute();
	});
	for (const client of [a, b]) await client.until(() => client.notices.length > 0);
	expect([a.notices, b.notices]).toEqual([
		[{ kind: 'phase', phase: 'scoring', readOnly: false }],
		[{ kind: 'phase', phase: 'scoring', readOnly: false }],
	]);
});

test('a write where one may only read is refused in words, and the socket closes', async () => {
	const { room, eva } = await evaluationWith('observer');
	const a = await yClientIn(server, room, eva);
	expect(a.hellos[0]).toMatchObject({ role: 'observer', readOnly: true });
	const closing = a.end();
	a.doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: 'a0' });
	expect((await closing).code).toBe(CLOSE.rebuild);
	expect(a.refusals[0]).toMatchObject({ code: 'role', path: ['findings', 'f1'], fromClock: 0, toClock: 1 });
	expect(a.refusals[0]?.message).not.toBe('');
});
