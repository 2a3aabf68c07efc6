/** One line a request, one id for everything done for it, and nothing in the log that it must not keep. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { logLine, logLines } from '../../support/log-lines.ts';
import { closeClients, rawClient, type RawClient } from '../../support/sync-client.ts';

const PASSWORD = 'klargröna björkar';
const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
let server: ServerProcess;

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url, LOG_LEVEL: 'debug' });
}, 180_000);
afterEach(closeClients);
afterAll(() => server.stop());

async function signedIn() {
	const email = `${randomUUID()}@example.test`;
	const { id } = await accounts.create(OPERATOR, {
		email,
		name: 'Herta Hemlig',
		password: PASSWORD,
		admin: false,
	});
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return { id, email, caller };
}

async function newEvaluation(caller: Caller): Promise<string> {
	const frameworks = (await (await caller.get('/api/v1/frameworks')).json()) as { id: string }[];
	const response = await caller.send('POST', '/api/v1/evaluations', {
		frameworkId: frameworks[0]!.id,
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [],
	});
	expect(response.status).toBe(201);
	return ((await response.json()) as { id: string }).id;
}

const socketOf = (caller: Caller, id: string): RawClient =>
	rawClient({ url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url }, `evaluation/${id}`, {
		origin: server.url,
		cookie: caller.cookie,
	});

test('a request is told by its route, how it ended, how long it took and whose it was', async () => {
	const { id: user, caller } = await signedIn();
	const evaluation = await newEvaluation(caller);
	const response = await caller.get(`/api/v1/evaluations/${evaluation}?secret=in-the-query`);
	const request = response.headers.get('x-request-id');
	expect(await logLine(server, { request })).toEqual({
		level: 30,
		time: expect.any(String) as string,
		request,
		method: 'GET',
		route: '/api/v1/evaluations/[id]',
		status: 200,
		ms: expect.any(Number) as number,
		user,
		evaluation,
		msg: 'request',
	});
});

test('a proxy names the request; what could forge a line is not taken for a name', async () => {
	const caller = new Caller(server.url);
	const named = await caller.get('/api/v1/me', { 'x-request-id': 'proxy-0001' });
	expect(named.headers.get('x-request-id')).toBe('proxy-0001');
	expect(await logLine(server, { request: 'proxy-0001' })).toMatchObject({ status: 401 });
	const forged = await caller.get('/api/v1/me', { 'x-request-id': 'a","level":60' });
	expect(forged.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
});

test('whatever is logged while a request is worked for carries its id', async () => {
	const caller = new Caller(server.url);
	const refused = await caller.signIn('nobody@example.test', 'not the password');
	const request = refused.headers.get('x-request-id');
	expect(await logLine(server, { request, msg: 'a sign-in was refused' })).toMatchObject({ level: 40 });
});

test('probes and built files are told at debug level alone, what has no route by one word', async () => {
	const caller = new Caller(server.url);
	for (const path of ['/healthz', '/readyz', '/metrics']) {
		const request = (await caller.get(path)).headers.get('x-request-id');
		expect(await logLine(server, { request, route: path })).toMatchObject({ level: 20 });
	}
	for (const [path, route] of [
		['/nowhere/at-all', 'unmatched'],
		['/api/v1/%E0%A4%A', 'refused'],
	] as const) {
		const request = (await caller.get(path)).headers.get('x-request-id');
		expect(await logLine(server, { request, route })).toMatchObject({ level: 30 });
	}
});

test.each([
	['GET', '/readyz', '', 200],
	['POST', '/api/v1/session', '{"email":"nobody@example.test","password":"not the password"}', 401],
] as const)(
	'%s of a program that offers HTTP/2 is answered as any other',
	async (method, path, body, status) => {
		const asked = send(`${server.url}${path}`, {
			method,
			headers: {
				connection: 'Upgrade, HTTP2-Settings',
				upgrade: 'h2c',
				'http2-settings': 'AAMAAABkAAQAAP__',
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
			},
		});
		asked.end(body);
		const [answer] = (await once(asked, 'response')) as [IncomingMessage];
		answer.resume();
		expect(answer.statusCode).toBe(status);
	},
);

test('an upgrade that is refused is told with the room it asked for', async () => {
	const foreign = rawClient(
		{ url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url },
		'evaluation/some-evaluation',
		{ origin: 'https://elsewhere.example' },
	);
	expect(await foreign.until(() => foreign.refused)).toBe(403);
	expect(await logLine(server, { msg: 'upgrade refused', room: 'evaluation/some-evaluation' })).toMatchObject(
		{
			status: 403,
			why: 'wrong origin',
			origin: 'https://elsewhere.example',
		},
	);
});

test('every line about a socket carries the id of the request that opened it, its room and its person', async () => {
	const { id: user, caller } = await signedIn();
	const evaluation = await newEvaluation(caller);
	const room = `evaluation/${evaluation}`;
	const leaves = socketOf(caller, evaluation);
	await leaves.next('hello');
	const { connection: first } = await logLine(server, { msg: 'socket entered', room, user });
	leaves.close();
	await logLine(server, { msg: 'socket left', connection: first, room, user });
	const errs = socketOf(caller, evaluation);
	await errs.next('hello');
	errs.send('no frame');
	await errs.end();
	const closed = await logLine(server, { msg: 'socket closed', room, user });
	expect(closed).toMatchObject({ code: CLOSE.malformed });
	expect(await logLine(server, { msg: 'socket entered', connection: closed.connection })).toMatchObject({
		room,
		user,
		request: closed.connection,
	});
	expect(closed.connection).not.toBe(first);
});

test('no password, cookie, token, name, address or secret of a link is ever in the log', async () => {
	const { email, caller } = await signedIn();
	const evaluation = await newEvaluation(caller);
	const token = (
		(await (await caller.send('POST', '/api/v1/tokens', { name: 'skript' })).json()) as { token: string }
	).token;
	const bearer = { authorization: `Bearer ${token}` };
	expect((await new Caller(server.url, bearer).get('/api/v1/me')).status).toBe(200);
	await new Caller(server.url).signIn(email, 'helt fel lösenord');
	await caller.send('POST', `/api/v1/evaluations/${evaluation}/members`, {
		email: 'inbjuden.person@example.test',
		role: 'evaluator',
	});
	const SECRET = 'hemligheten-i-en-lank';
	for (const path of ['invite', 'guest', 'shared', 'unsubscribe'])
		await new Caller(server.url).get(`/${path}/${SECRET}?token=${SECRET}`);
	await caller.get(`/api/v1/evaluations/${evaluation}?q=${SECRET}`);
	for (const path of [`other?token=${SECRET}`, `invite/${SECRET}`]) {
		const refused = rawClient({ url: server.url.replace('http', 'ws'), origin: server.url }, path, {});
		await refused.until(() => refused.refused);
	}
	const socket = socketOf(caller, evaluation);
	await socket.next('hello');
	const last = await caller.get('/api/v1/me');
	await logLine(server, { request: last.headers.get('x-request-id') });
	const cookies = caller.cookie.split('; ').map((pair) => pair.split('=')[1] ?? pair);
	const secrets = [PASSWORD, 'helt fel', token, email, 'inbjuden.person', 'Herta', SECRET, ...cookies];
	expect(logLines(server).length).toBeGreaterThan(10);
	for (const secret of secrets) expect(server.log()).not.toContain(secret);
});
