/** What must be erasable is erased for good, leaves a trace without content, and breaks no chain. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { createTokens } from '#server/auth/tokens.ts';
import { restoreFrom } from '#server/services/backup.ts';
import { createRetention } from '#server/services/retention.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import type { Actor } from '#server/services/actor.ts';
import { archiveFolder } from '../../support/archives.ts';
import { samsyn } from '../../support/command-line.ts';
import { freshDatabase } from '../../support/database.ts';
import { fieldErrors, refusal, startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';

const folder = archiveFolder();
const server = await startServer();
const { services } = server;
const { db } = services.connection;
const { retention, sourceNotes } = services;
const SECRET = 'Kommundirektören sade att ekonomichefen hindrar allt';
const WHO = 'Karin Karlsson, ekonomichef';
let admin: Actor;

beforeAll(async () => {
	admin = await server.person('Ada Admin', { admin: true });
});

/** Everything a database says, as text. */
async function dump(): Promise<string> {
	const { rows: tables } = await sql<{
		name: string;
	}>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(db);
	const all: string[] = [];
	for (const { name } of tables) {
		const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db);
		all.push(...rows.map(({ row }) => row));
	}
	return all.join('\n');
}

async function withNotes(final = false): Promise<Group> {
	const group = await server.group({ blind: 'off', ...(final && { phase: 'review' as const }) });
	await server.write(group, (doc) => {
		doc.getMap('sources').set('i1', { kind: 'interview', title: 'Intervju 1', roleGroup: 'Chefer' });
		const value = { points: 4, version: 1, by: group.lead.id, at: new Date().toISOString() };
		if (final) for (const id of SUBQUESTIONS) doc.getMap('consensus').set(id, value);
	});
	await sourceNotes.put(group.lead, group.id, 'i1', { text: SECRET, participants: WHO, basedOn: null });
	if (final) await services.phases.change(group.lead, group.id, 'final');
	return group;
}

describe('interview notes', () => {
	test('are erased by a lead or an administrator, and nothing of them is left anywhere', async () => {
		for (const by of ['lead', 'admin'] as const) {
			const group = await withNotes();
			expect(await dump()).toContain(SECRET);
			const who = by === 'lead' ? group.lead : admin;
			expect(await retention.eraseNotes(who, group.id, 'Samtycket drogs tillbaka')).toEqual({ erased: 1 });
			const left = await dump();
			expect(left).not.toContain(SECRET);
			expect(left).not.toContain('Karin Karlsson');
			expect((await retention.list(admin))[0]).toMatchObject({
				kind: 'notes',
				subject: group.id,
				cause: 'hand',
				by: who.id,
				reason: 'Samtycket drogs tillbaka',
				erased: { notes: 1 },
			});
			expect(await retention.eraseNotes(who, group.id)).toEqual({ erased: 0 });
			expect((await verifyDatabase(db, { evaluationId: group.id })).faults).toEqual([]);
		}
	});

	test('are not erased by anybody else', async () => {
		const group = await withNotes();
		for (const who of [group.evaluators[0]!, group.observer, group.reviewer])
			expect(await refusal(retention.eraseNotes(who, group.id))).toBe('403 forbidden');
		expect(await refusal(retention.eraseNotes(await server.person(), group.id))).toBe('404 notFound');
		expect(await refusal(retention.eraseNotes(admin, 'nothing'))).toBe('404 notFound');
		expect((await sourceNotes.get(group.lead, group.id, 'i1')).text).toBe(SECRET);
	});

	test('go by themselves so many days after an evaluation became final, and not before', async () => {
		expect(await retention.policy(admin)).toMatchObject({ notesDays: null });
		const [old, young, open] = [await withNotes(true), await withNotes(true), await withNotes()];
		await sql`update phase_change set at = at - interval '31 days' where evaluation_id = ${old.id}`.execute(
			db,
		);
		expect(await retention.run()).toBe(0);
		expect(await retention.setPolicy(admin, 30)).toMatchObject({ notesDays: 30, setBy: admin.id });
		expect(await retention.run()).toBe(1);
		expect((await sourceNotes.get(old.lead, old.id, 'i1')).text).toBe('');
		for (const group of [young, open])
			expect((await sourceNotes.get(group.lead, group.id, 'i1')).text).toBe(SECRET);
		expect((await retention.list(admin))[0]).toMatchObject({ cause: 'policy', by: null, subject: old.id });
		expect(await retention.run()).toBe(0);
		await retention.setPolicy(admin, null);
		expect((await verifyDatabase(db)).faults).toEqual([]);
	});

	test('the rule is for administrators, and a number of days', async () => {
		const group = await server.group();
		expect(await refusal(retention.policy(group.lead))).toBe('403 forbidden');
		expect(await refusal(retention.setPolicy(group.lead, 1))).toBe('403 forbidden');
		expect(await refusal(retention.list(group.lead))).toBe('403 forbidden');
		for (const days of [0, -1, 1.5, 99_999])
			expect(await fieldErrors(retention.setPolicy(admin, days))).toEqual(['notesDays:tooBig']);
	});
});

describe('a person', () => {
	test('loses name, address, sessions, tokens and sockets; the log still knows the id and verifies', async () => {
		const group = await withNotes(true);
		const [eva] = group.evaluators;
		const closed: [string, number][] = [];
		const own = createRetention({
			connection: services.connection,
			log: services.log,
			sync: { closeUser: (id, code) => closed.push([id, code]) },
		});
		await createTokens({ connection: services.connection, sync: { closeSession: () => 0 } }).createFor(
			OPERATOR,
			eva!.id,
			{ name: 'token', expires: null },
		);
		await services.invitations.invite(admin, `x-${randomUUID()}@example.test`);
		expect(await dump()).toContain(eva!.email);
		const { erased } = await own.erasePerson(admin, eva!.id, 'Begäran enligt GDPR');
		expect(erased).toMatchObject({ account: 1, tokens: 1 });
		expect(closed).toEqual([[eva!.id, CLOSE.signedOut]]);
		const left = await dump();
		expect(left).not.toContain(eva!.email);
		const people = await services.evaluations.get(group.lead, group.id);
		expect(people.members.find(({ userId }) => userId === eva!.id)).toMatchObject({
			name: `Anonym ${eva!.id.slice(0, 4)}`,
		});
		expect((await verifyDatabase(db)).faults).toEqual([]);
		expect((await retention.list(admin))[0]).toMatchObject({
			kind: 'person',
			subject: eva!.id,
			by: admin.id,
		});
		expect(await refusal(retention.erasePerson(admin, eva!.id))).toBe('409 erasedAlready');
		await expect(
			db.updateTable('app_user').set({ password_hash: 'x' }).where('id', '=', eva!.id).execute(),
		).rejects.toThrow(/erased_has_no_rights/);
	});

	test('is erased by another administrator only, and the last one stays', async () => {
		const somebody = await server.person();
		const group = await server.group();
		expect(await refusal(retention.erasePerson(group.lead, somebody.id))).toBe('403 forbidden');
		expect(await refusal(retention.erasePerson(admin, admin.id))).toBe('409 eraseSelf');
		expect(await refusal(retention.erasePerson(admin, 'nobody'))).toBe('404 notFound');
		expect(await refusal(retention.erasePerson(OPERATOR, admin.id))).toBe('409 lastAdministrator');
		expect(await fieldErrors(retention.erasePerson(admin, somebody.id, 'a\0'))).toEqual(['reason:badValue']);
	});
});

test('the trace itself can be neither changed nor removed', async () => {
	await expect(db.updateTable('erasure').set({ subject: 'x' }).execute()).rejects.toThrow(/append-only/);
	await expect(db.deleteFrom('erasure').execute()).rejects.toThrow(/append-only/);
});

test('what was erased does not come back with a backup from before', async () => {
	const group = await withNotes();
	const person = await server.person('Fatima Forsberg');
	const file = await folder.backup(services.connection, 'before-erasing');
	const other = await freshDatabase();
	await restoreFrom(other, file);
	await sql`select 1 from source_note where text = ${SECRET}`.execute(other.db);
	const own = createRetention({ connection: other, log: services.log, sync: { closeUser: () => 0 } });
	await own.eraseNotes(OPERATOR, group.id);
	await own.erasePerson(OPERATOR, person.id);
	await restoreFrom(other, file, { replace: true });
	const { rows } = await sql<{ notes: string; name: string }>`select
		(select string_agg(text, '') from source_note where evaluation_id = ${group.id}) as notes,
		(select name from app_user where id = ${person.id}) as name`.execute(other.db);
	expect(rows).toEqual([{ notes: '', name: `Anonym ${person.id.slice(0, 4)}` }]);
	expect(await own.list(OPERATOR)).toHaveLength((await retention.list(admin)).length + 2);
	expect((await verifyDatabase(other.db)).faults).toEqual([]);
});

test('one note that was erased by hand is in the trace, and does not come back with a backup from before', async () => {
	const group = await withNotes();
	await server.write(group, (doc) =>
		doc.getMap('sources').set('i2', { kind: 'interview', title: 'Intervju 2' }),
	);
	const other = 'Facken är nöjda';
	await sourceNotes.put(group.lead, group.id, 'i2', { text: other, participants: '', basedOn: null });
	const file = await folder.backup(services.connection, 'before-one-note');
	await sourceNotes.erase(group.lead, group.id, 'i1');
	expect((await retention.list(admin))[0]).toMatchObject({
		kind: 'notes',
		subject: `${group.id}/i1`,
		cause: 'hand',
		by: group.lead.id,
		erased: { notes: 1 },
	});

	const elsewhere = await freshDatabase();
	await restoreFrom(elsewhere, await folder.backup(services.connection, 'after-one-note'));
	await restoreFrom(elsewhere, file, { replace: true });
	const { rows } = await sql<{ text: string; participants: string }>`
		select text, participants from source_note where evaluation_id = ${group.id} order by source_id`.execute(
		elsewhere.db,
	);
	expect(rows).toEqual([
		{ text: '', participants: '' },
		{ text: other, participants: '' },
	]);
});

test('on the command line: what is due, an evaluation’s notes, a person', async () => {
	const env = { DATABASE_URL: services.connection.url };
	const group = await withNotes();
	const accounts = createAccounts({ connection: services.connection, sync: { closeUser: () => 0 } });
	const email = `${randomUUID()}@example.test`;
	const { id } = await accounts.create(OPERATOR, { email, name: 'Nils', password: null, admin: false });
	expect(await samsyn(['erase', '--due'], env)).toMatchObject({
		code: 0,
		stdout: 'interview notes of 0 evaluations erased\n',
	});
	expect(await samsyn(['erase', '--notes', group.id, '--reason', 'Klart'], env)).toMatchObject({
		code: 0,
		stdout: '1 interview notes erased\n',
	});
	const person = await samsyn(['erase', '--person', email], env);
	expect(person).toMatchObject({ code: 0, stderr: '' });
	expect(person.stdout).toContain(id);
	expect((await samsyn(['erase'], env)).code).toBe(2);
	expect((await samsyn(['erase', '--due', '--notes', 'x'], env)).code).toBe(2);
	expect((await samsyn(['erase', '--notes', 'x'], env)).code).toBe(1);
});
