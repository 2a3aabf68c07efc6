/**
 * The accounts that `deploy/postgresql` sets up: one owns the tables and migrates, nodes run as another that can do their
 * work and nothing to what is append-only, and a third makes backups.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { connect, type Connection } from '#server/db/pool.ts';
import { archiveFolder } from '../../support/archives.ts';
import { samsyn } from '../../support/command-line.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { pdf } from '../../support/pictures.ts';
import { databaseUrl } from '../../support/postgres.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';

type Account = 'samsyn_owner' | 'samsyn_app' | 'samsyn_backup';

const NOT_ALLOWED = '42501';
const PASSWORD = 'klargröna björkar';
const name = `t_${randomBytes(6).toString('hex')}`;
const secret = randomBytes(12).toString('hex');
const adminUrl = databaseUrl(inject('adminUrl'), name);
const folder = archiveFolder();

function urlAs(account: Account): string {
	const url = new URL(adminUrl);
	[url.username, url.password] = [account, secret];
	return url.href;
}

async function run(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}

const file = (sqlFile: string) =>
	readFileSync(path.resolve(import.meta.dirname, '../../../deploy/postgresql', sqlFile), 'utf8');
const as = (account: Account, ...verb: string[]) => samsyn(verb, { DATABASE_URL: urlAs(account) });
const settle = () => run(urlAs('samsyn_owner'), file('after-migrate.sql'));

let app: Connection;

beforeAll(async () => {
	buildPages();
	await run(inject('adminUrl'), `create database ${name}`);
	await run(adminUrl, file('roles.sql'), file('roles.sql'));
	for (const account of ['samsyn_owner', 'samsyn_app', 'samsyn_backup'])
		await run(adminUrl, `alter role ${account} password '${secret}'`);
}, 300_000);

afterAll(async () => {
	await app?.close();
	const accounts = 'samsyn_owner, samsyn_app, samsyn_backup';
	await run(adminUrl, `drop owned by ${accounts} cascade`);
	await run(inject('adminUrl'), `drop database ${name} with (force)`, `drop role ${accounts}`);
});

test('a node that may not migrate says who has to', async () => {
	await expect(startServerProcess({ DATABASE_URL: urlAs('samsyn_app') })).rejects.toThrow(
		/npm run samsyn -- migrate/,
	);
});

test('the owner migrates', async () => {
	const { code, stdout } = await as('samsyn_owner', 'migrate');
	expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0001_initial') as string });
	await settle();
	await settle();
	app = connect(urlAs('samsyn_app'), pino({ level: 'silent' }), { max: 2 });
});

describe('as the account of nodes', () => {
	let server: ServerProcess;
	let lead: Caller;
	let id: string;

	const signIn = async () => {
		lead = new Caller(server.url);
		expect((await lead.signIn('lead@example.test', PASSWORD)).status).toBe(204);
	};
	const join = () => {
		const at = { url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url };
		return yClientIn(at, `evaluation/${id}`, { cookie: lead.cookie });
	};
	const finding = (key: string) => async () => {
		const client = await join();
		await client.write(
			(doc) => void doc.getMap('findings').set(key, { kind: 'strength', area: '1', order: 'a0' }),
		);
		closeClients();
	};

	beforeAll(async () => {
		server = await startServerProcess({ DATABASE_URL: urlAs('samsyn_app') });
		const accounts = createAccounts({ connection: app, sync: { closeUser: () => 0 } });
		for (const email of ['lead@example.test', 'eva@example.test'])
			await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: true });
		await signIn();
		const created = await lead.send('POST', '/api/v1/evaluations', {
			frameworkId: 'kommunkompassen-2.1',
			municipalityCode: '0115',
			year: 2019,
			members: [],
		});
		({ id } = (await created.json()) as { id: string });
		expect((await lead.send('POST', `/api/v1/evaluations/${id}/phase`, { to: 'scoring' })).status).toBe(200);
	});
	afterAll(() => server.stop());

	test('the product works', async () => {
		await finding('a')();
		const of = `/api/v1/evaluations/${id}`;
		const answers = [
			await lead.send('POST', `${of}/snapshots`, { label: 'Nu' }),
			await lead.send('POST', `${of}/members`, {
				email: 'eva@example.test',
				role: 'evaluator',
				scores: true,
			}),
			await lead.get(`${of}/report.json`),
			await lead.get(`${of}/bundle`),
		];
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
		const added = await fetch(`${server.url}${of}/files?name=bilaga.pdf`, {
			method: 'POST',
			headers: { cookie: lead.cookie, origin: server.url, 'content-type': 'application/octet-stream' },
			body: new Uint8Array(pdf()),
		});
		const { id: uploaded } = (await added.json()) as { id: string };
		expect((await lead.send('DELETE', `${of}/files/${uploaded}`)).status).toBe(204);
		expect((await lead.get('/readyz')).status).toBe(200);
		expect(server.log()).not.toContain('permission denied');
	});

	test('what was written stays as it was written, triggers or not', async () => {
		const refused = async (statement: string) =>
			await run(urlAs('samsyn_app'), statement).then(
				() => 'done',
				(error: unknown) => (error as { code: string }).code,
			);
		const { rows } = await app.pool.query<{ guarded: string }>(
			`select distinct tgrelid::regclass::text as guarded from pg_trigger where tgfoid = 'refuse_change()'::regprocedure`,
		);
		expect(rows.length).toBeGreaterThan(5);
		for (const { guarded } of rows)
			for (const statement of [
				`delete from ${guarded}`,
				`truncate ${guarded} cascade`,
				`alter table ${guarded} disable trigger all`,
				`drop table ${guarded} cascade`,
			])
				expect([statement, await refused(statement)]).toEqual([statement, NOT_ALLOWED]);
		for (const statement of [
			'update update_log set user_id = null',
			'update audit set actor = null',
			`set session_replication_role = 'replica'`,
			'create table own (id int)',
			'delete from kysely_migration',
		])
			expect([statement, await refused(statement)]).toEqual([statement, NOT_ALLOWED]);
	});

	test('a commit waits for the disk, and what hangs does not hang for ever', async () => {
		const { rows } = await app.pool.query(
			`select current_setting('synchronous_commit') as commits, current_setting('statement_timeout') as statement,
				current_setting('idle_in_transaction_session_timeout') as idle`,
		);
		expect(rows).toEqual([{ commits: 'on', statement: '2min', idle: '1min' }]);
	});

	test('a backup is made and everything verified by an account that changes nothing', async () => {
		const made = await as('samsyn_backup', 'backup', folder.file('made'));
		expect(made).toMatchObject({ code: 0 });
		expect(await as('samsyn_backup', 'verify')).toMatchObject({ code: 0 });
		await expect(run(urlAs('samsyn_backup'), `update app_user set admin = true`)).rejects.toMatchObject({
			code: NOT_ALLOWED,
		});
	});

	test('the owner restores, settles the rights again, and nodes go on', async () => {
		const backup = folder.file('made');
		expect((await as('samsyn_owner', 'restore', backup, '--replace')).stderr).toMatch(/A server runs/);
		await server.stop();
		expect(await as('samsyn_owner', 'restore', backup, '--replace')).toMatchObject({ code: 0 });
		await settle();
		server = await startServerProcess({ DATABASE_URL: urlAs('samsyn_app') });
		await signIn();
		const client = await join();
		expect(client.doc.getMap('findings').has('a')).toBe(true);
		closeClients();
		await finding('after')();
	});
});
