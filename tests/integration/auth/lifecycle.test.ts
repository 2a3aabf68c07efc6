import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folders: string[] = [];
function newDataDir(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'samsyn-test-'));
	// As root PostgreSQL runs under another account, which must get here.
	chmodSync(folder, 0o755);
	folders.push(folder);
	return folder;
}

const servers: ServerProcess[] = [];
async function start(env: Record<string, string>, args?: string[]): Promise<ServerProcess> {
	const server = await startServerProcess(env, args);
	servers.push(server);
	return server;
}

beforeAll(buildPages, 180_000);
afterAll(async () => {
	// Those that a failed test left: stopped, so that their databases are.
	for (const server of servers) await server.stop();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The process id of the embedded PostgreSQL on this data folder. */
const postgresOf = (dataDir: string): number => {
	const [pid] = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
	return Number(pid);
};
const lives = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

async function takePort(): Promise<{ port: string; free: () => Promise<void> }> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const free = async () => {
		server.close();
		await once(server, 'close');
	};
	return { port: String(port), free };
}

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

function samsyn(dataDir: string, args: string[], stdin = ''): Promise<Ended> {
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			['server/cli.ts', ...args],
			{ cwd: root, env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir } },
			(error, stdout, stderr) =>
				resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
		);
		child.stdin?.end(stdin);
	});
}

test('it starts, says where it is, and ends on SIGTERM with nothing left running', async () => {
	const dataDir = newDataDir();
	const server = await start({ DATA_DIR: dataDir });
	expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
	expect((await new Caller(server.url).get('/readyz')).status).toBe(200);
	const postgres = postgresOf(dataDir);
	expect(lives(postgres)).toBe(true);
	expect(await server.stop('SIGTERM')).toBe(0);
	expect(lives(postgres)).toBe(false);
});

test('the first administrator is made with the printed link, and the next start prints none', async () => {
	const dataDir = newDataDir();
	const first = await start({ DATA_DIR: dataDir });
	const line = await first.line(/^first administrator: /);
	expect(line).toMatch(/^first administrator: http:\/\/localhost:\d+\/first-run\?token=[\w-]{43}$/);
	const token = new URL(line.slice('first administrator: '.length)).searchParams.get('token') ?? '';
	const fields = { token, email: 'first@example.test', name: 'Först', password: 'klargröna björkar' };
	const headers = { origin: first.url, 'content-type': 'application/x-www-form-urlencoded' };
	const body = new URLSearchParams(fields).toString();
	const made = await new Caller(first.url).send('POST', `/first-run?token=${token}`, body, headers);
	expect(made.headers.get('set-cookie')).toContain('samsyn_session=');
	const again = await new Caller(first.url).send('POST', `/first-run?token=${token}`, body, headers);
	expect(again.headers.get('set-cookie')).toBeNull();
	expect(await first.stop('SIGINT')).toBe(0);

	const second = await start({ DATA_DIR: dataDir });
	expect((await new Caller(second.url).signIn('first@example.test', 'klargröna björkar')).status).toBe(204);
	const none = expect(second.line(/^first administrator/)).rejects.toThrow('The server ended (0)');
	expect(await second.stop()).toBe(0);
	await none;
});

test('after kill -9 the next start takes the running database over and stops it at its end', async () => {
	const dataDir = newDataDir();
	const first = await start({ DATA_DIR: dataDir });
	const postgres = postgresOf(dataDir);
	await first.stop('SIGKILL');
	expect(lives(postgres)).toBe(true);
	const second = await start({ DATA_DIR: dataDir });
	expect(postgresOf(dataDir)).toBe(postgres);
	expect((await new Caller(second.url).get('/readyz')).status).toBe(200);
	expect(await second.stop()).toBe(0);
	expect(lives(postgres)).toBe(false);
});

test('a port in use ends the start with one sentence', async () => {
	const { port, free } = await takePort();
	const dataDir = newDataDir();
	await expect(startServerProcess({ DATA_DIR: dataDir, PORT: port })).rejects.toThrow(
		`Port ${port} on 127.0.0.1 is in use by another program. Set PORT to a free one.`,
	);
	await free();
});

test('a setting that cannot be used ends the start with its name', async () => {
	await expect(startServerProcess({ PORT: 'many' })).rejects.toThrow(
		'PORT="many" cannot be used: it takes a whole number from 0 to 65535.',
	);
});

test.each([
	[
		'HOST',
		'no-such-host.invalid',
		'HOST="no-such-host.invalid" cannot be used: it takes an address of this machine.',
	],
	[
		'DATABASE_URL',
		'postgres://user:secret@127.0.0.1:1/none',
		'DATABASE_URL cannot be used: it takes the address of a PostgreSQL database that answers (connect ECONNREFUSED 127.0.0.1:1).',
	],
])('%s that leads nowhere ends the start with its name', async (name, value, sentence) => {
	const start = startServerProcess({ DATA_DIR: newDataDir(), [name]: value });
	await expect(start).rejects.toThrow(sentence);
	await expect(start).rejects.not.toThrow(/secret|node_modules/);
});

test('the operator’s command line works without a server and beside one', async () => {
	const dataDir = newDataDir();
	const create = (email: string) =>
		samsyn(
			dataDir,
			['user', 'create', '--email', email, '--name', 'Lea Dahl', '--password-stdin'],
			'ett två tre\n',
		);
	const before = await create('before@example.test');
	expect(before).toMatchObject({ code: 0, stderr: '' });
	expect(before.stdout).toMatch(/^[\w-]{36}\n$/);

	const server = await start({ DATA_DIR: dataDir });
	const postgres = postgresOf(dataDir);
	expect((await create('during@example.test')).code).toBe(0);
	expect(lives(postgres)).toBe(true);
	for (const email of ['before@example.test', 'during@example.test'])
		expect((await new Caller(server.url).signIn(email, 'ett två tre')).status).toBe(204);

	const made = await samsyn(dataDir, ['token', 'create', '--email', 'during@example.test', '--name', 'ci']);
	const script = new Caller(server.url, { authorization: `Bearer ${made.stdout.trim()}` });
	expect((await script.get('/api/v1/me')).status).toBe(200);
	expect((await samsyn(dataDir, ['user', 'disable', '--email', 'during@example.test'])).code).toBe(0);
	expect((await script.get('/api/v1/me')).status).toBe(401);
	expect(await samsyn(dataDir, ['migrate'])).toMatchObject({ code: 0, stdout: 'up to date\n' });
	expect(await samsyn(dataDir, ['verify'])).toMatchObject({ code: 0 });
	expect(await server.stop()).toBe(0);
	expect(lives(postgres)).toBe(false);
});

test('a call that is wrong is answered with what is missing and exit code 2', async () => {
	const dataDir = newDataDir();
	const missing = await samsyn(dataDir, ['user', 'create', '--email', 'x@example.test']);
	expect(missing.code).toBe(2);
	expect(missing.stderr).toContain('Missing: --name, --password-stdin.');
	const unknown = await samsyn(dataDir, ['user', 'frobnicate']);
	expect(unknown.code).toBe(2);
	expect(unknown.stderr).toContain('There is no verb "user frobnicate".');
	const option = await samsyn(dataDir, ['migrate', '--fast']);
	expect(option.code).toBe(2);
});

test('behind https the cookie is for https only, and browsers are told to stay there', async () => {
	const taken = await takePort();
	await taken.free();
	const { port } = taken;
	const server = await start({ DATA_DIR: newDataDir(), PORT: port, ORIGIN: 'https://samsyn.example' });
	expect(server.url).toBe('https://samsyn.example');
	const line = await server.line(/^first administrator: https:\/\/samsyn\.example\/first-run/);
	const token = new URL(line.slice('first administrator: '.length)).searchParams.get('token') ?? '';
	const fields = { token, email: 'first@example.test', name: 'Först', password: 'klargröna björkar' };
	const headers = { origin: 'https://samsyn.example', 'content-type': 'application/x-www-form-urlencoded' };
	const body = new URLSearchParams(fields).toString();
	const made = await new Caller(`http://127.0.0.1:${port}`).send('POST', '/first-run', body, headers);
	expect(made.headers.get('set-cookie')).toMatch(/; Secure/);
	expect(made.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
	const local = { ...headers, origin: `http://127.0.0.1:${port}` };
	expect((await new Caller(`http://127.0.0.1:${port}`).send('POST', '/first-run', body, local)).status).toBe(
		403,
	);
	expect(await server.stop()).toBe(0);
});

test('without its database the server says that it is not ready, lives on, and still ends', async () => {
	const dataDir = newDataDir();
	const server = await start({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
	process.kill(postgresOf(dataDir), 'SIGQUIT');
	const caller = new Caller(server.url);
	await expect.poll(async () => (await caller.get('/readyz')).status, { timeout: 10_000 }).toBe(503);
	expect((await caller.get('/healthz')).status).toBe(200);
	const obstacles = (await (await caller.get('/readyz')).json()) as { obstacles: string[] };
	expect(obstacles.obstacles).toContain('database unreachable');
	const call = await caller.get('/api/v1/me', { authorization: 'Bearer sams_any' });
	expect(call.headers.get('content-type')).toBe('application/problem+json');
	expect(await call.json()).toMatchObject({ status: 503, code: 'tryAgain' });
	expect(await server.stop()).toBe(0);
});

test('the demonstration is entered by one click, and refuses to start where real accounts are', async () => {
	const dataDir = newDataDir();
	const demo = await start({ DATA_DIR: dataDir }, ['server/main.ts', '--demo']);
	const page = await (await new Caller(demo.url).get('/signin')).text();
	const person = /name="person" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const visitor = new Caller(demo.url);
	const headers = { origin: demo.url, 'content-type': 'application/x-www-form-urlencoded' };
	expect((await visitor.send('POST', '/demo/enter', `person=${person}`, headers)).status).toBe(303);
	const list = (await (await visitor.get('/api/v1/evaluations')).json()) as { title: string }[];
	expect(list.map(({ title }) => title)).toEqual(['Vallentuna 2019']);
	expect((await new Caller(demo.url).send('POST', '/demo/enter', 'person=else', headers)).status).toBe(404);
	expect(await demo.stop()).toBe(0);

	const real = newDataDir();
	await samsyn(
		real,
		['user', 'create', '--email', 'a@example.test', '--name', 'A', '--password-stdin'],
		'ett två tre',
	);
	await expect(start({ DATA_DIR: real }, ['server/main.ts', '--demo'])).rejects.toThrow(
		'accounts of its own',
	);
});
