/** Interview notes: who reads and writes them, and that they are nowhere else and can be erased. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { putSource } from '#document/sources.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import type { Actor } from '#server/services/actor.ts';
import { eraseNotes } from '#server/services/source-notes.ts';
import { fieldErrors, refusal, startServer, type Group } from '../../support/group.ts';

const server = await startServer();
const { services } = server;
const { sourceNotes: notes } = services;
const { db } = services.connection;
/** A word that stands nowhere else. */
const CANARY = 'kanariefågelviskning';

async function withInterview(group: Group): Promise<Group> {
	const room = evaluationRoom(group.id);
	await services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write((doc) => {
			putSource(doc, 'i1', { kind: 'interview', title: 'Chefer', roleGroup: 'Chefer', date: '2019-02-20' });
			putSource(doc, 'd1', { kind: 'document', title: 'Planen' });
		});
		return Promise.resolve();
	});
	return group;
}

const put = (actor: Actor, group: Group, text = CANARY, basedOn: number | null = null, source = 'i1') =>
	notes.put(actor, group.id, source, { text, participants: `${CANARY} Ek`, basedOn });

describe('who may', () => {
	let group: Group;
	beforeAll(async () => {
		group = await withInterview(await server.group());
	});

	test('read and write: leads and evaluators, and nobody else', async () => {
		const [eva] = group.evaluators;
		const first = await put(eva!, group);
		expect(first).toMatchObject({ version: 1, text: CANARY, by: eva!.id, erasedAt: null });
		const second = await put(group.lead, group, 'Mera.', 1);
		expect(await notes.get(eva!, group.id, 'i1')).toEqual(second);
		const stranger = await server.person('Ada', { admin: true });
		for (const [actor, code] of [
			[group.observer, '403 forbidden'],
			[group.reviewer, '403 forbidden'],
			[stranger, '404 notFound'],
		] as const) {
			expect(await refusal(notes.list(actor, group.id))).toBe(code);
			expect(await refusal(notes.get(actor, group.id, 'i1'))).toBe(code);
			expect(await refusal(put(actor, group))).toBe(code);
			expect(await refusal(notes.erase(actor, group.id, 'i1'))).toBe(code);
		}
	});

	test('nobody reaches another evaluation’s by its own address', async () => {
		const other = await withInterview(await server.group());
		expect(await refusal(notes.get(other.lead, other.id, 'i1'))).toBe('404 notFound');
		expect(await refusal(notes.get(other.lead, group.id, 'i1'))).toBe('404 notFound');
		expect(await notes.list(other.lead, other.id)).toEqual([]);
	});

	test('write on an interview of the register, and on nothing else', async () => {
		for (const source of ['none', 'd1', '__proto__', 'x'.repeat(200), '../i1'])
			expect(await refusal(put(group.lead, group, 'x', null, source))).toBe('404 noteOfNothing');
	});

	test('write while texts are written, leads before that; erase at any time', async () => {
		const early = await withInterview(await server.group({ phase: 'setup' }));
		await put(early.lead, early);
		expect(await refusal(put(early.evaluators[0]!, early, 'x', 1))).toBe('409 wrongPhase');
		const late = await withInterview(await server.group({ phase: 'review' }));
		await put(late.evaluators[0]!, late);
		await db.updateTable('evaluation').set({ phase: 'final' }).where('id', '=', late.id).execute();
		expect(await refusal(put(late.lead, late, 'x', 1))).toBe('409 wrongPhase');
		await notes.erase(late.evaluators[0]!, late.id, 'i1');
		expect(await notes.get(late.lead, late.id, 'i1')).toMatchObject({ text: '', participants: '' });
	});
});

describe('two at once', () => {
	test('the second is told, and sees what is there now', async () => {
		const group = await withInterview(await server.group());
		const [eva, per] = group.evaluators;
		const both = await Promise.allSettled([put(eva!, group, 'Evas'), put(per!, group, 'Pers')]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const lost = both.find((one) => one.status === 'rejected');
		const current = await notes.get(eva!, group.id, 'i1');
		expect(lost?.reason).toMatchObject({ status: 409, code: 'noteChanged', extra: { current } });
		expect(await refusal(put(eva!, group, 'x', 7))).toBe('409 noteChanged');
		expect((await put(per!, group, 'Tillsammans', current.version)).version).toBe(2);
	});

	test('what somebody still writes does not bring back what was erased', async () => {
		const group = await withInterview(await server.group());
		const { version } = await put(group.lead, group);
		await notes.erase(group.evaluators[0]!, group.id, 'i1');
		expect(await refusal(put(group.lead, group, CANARY, version))).toBe('409 noteChanged');
	});
});

test('what cannot be stored or is too long is refused, field by field', async () => {
	const group = await withInterview(await server.group());
	const call = notes.put(group.lead, group.id, 'i1', {
		text: 'x'.repeat(100_001),
		participants: 'a\u0000',
		basedOn: null,
	});
	expect(await fieldErrors(call)).toEqual(['text:tooLong', 'participants:notStorable']);
});

describe('erasing', () => {
	test('leaves the trace that it was, who did it, and no word', async () => {
		const group = await withInterview(await server.group());
		await put(group.lead, group);
		await notes.erase(group.lead, group.id, 'i1');
		await notes.erase(group.lead, group.id, 'i1');
		const [state] = await notes.list(group.lead, group.id);
		expect(state).toMatchObject({ hasWords: false, erasedAt: expect.any(String) as string });
		const audit = await db
			.selectFrom('audit')
			.selectAll()
			.where('evaluation_id', '=', group.id)
			.where('action', '=', 'note.erase')
			.execute();
		expect(audit).toHaveLength(1);
		expect(audit[0]).toMatchObject({ actor: group.lead.id, subject: 'i1', detail: {} });
		expect(await refusal(notes.erase(group.lead, group.id, 'none'))).toBe('404 notFound');
	});

	test('of a whole evaluation says how many there were, and touches no other', async () => {
		const [group, other] = [
			await withInterview(await server.group()),
			await withInterview(await server.group()),
		];
		await put(group.lead, group);
		await put(other.lead, other);
		const run = () => db.transaction().execute((tx) => eraseNotes(tx, group.id, null));
		expect(await run()).toBe(1);
		expect(await run()).toBe(0);
		expect((await notes.get(other.lead, other.id, 'i1')).text).toBe(CANARY);
		const left = await sql<{ n: number }>`select count(*)::int as n from source_note
			where evaluation_id = ${group.id} and (text <> '' or participants <> '')`.execute(db);
		expect(left.rows).toEqual([{ n: 0 }]);
	});
});

test('a note is in its table and nowhere else: no log, state, version, audit entry or answer holds a word of it', async () => {
	const group = await withInterview(await server.group({ phase: 'review' }));
	await put(group.lead, group);
	const { id, lead } = group;
	await services.snapshots.take(lead, id, 'Utkast');
	const round = await services.rounds.open(lead, id, { label: 'Omgång' });
	const answers = [
		await services.snapshots.content(lead, id),
		await services.snapshots.list(lead, id),
		await services.history.read(lead, id, { from: undefined, to: undefined, limit: 200 }),
		await services.reports.model(lead, id),
		await services.evaluations.get(lead, id),
		await services.rounds.read(group.reviewer, id, round.id),
		await services.boards.of(lead, id),
	];
	expect(JSON.stringify(answers)).not.toContain(CANARY);
	const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
		where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(db);
	const hex = Buffer.from(CANARY, 'utf8').toString('hex');
	const holding: string[] = [];
	for (const { name } of tables.rows) {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} as t
			where position(${CANARY} in t::text) > 0 or position(${hex} in t::text) > 0`.execute(db);
		if (rows[0]!.n > 0) holding.push(name);
	}
	expect(holding).toEqual(['source_note']);
});
