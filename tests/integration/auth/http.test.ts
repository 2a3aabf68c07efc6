import { once } from 'node:events';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { CLOSE } from '#document/close-codes.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
}, 180_000);
afterAll(() => server.stop());

let count = 0;
async function newPerson({ admin = false } = {}) {
	const email = `h${(count += 1)}@example.test`;
	const { id } = await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin });
	return { id, email };
}

async function signedIn(options?: { admin?: boolean }) {
	const person = await newPerson(options);
	const caller = new Caller(server.url);
	expect((await caller.signIn(person.email, PASSWORD)).status).toBe(204);
	return { ...person, caller };
}

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

test('signing in gives a cookie that scripts in the page cannot read, and says who one is', async () => {
	const { email, id } = await newPerson({ admin: true });
	const caller = new Caller(server.url);
	const response = await caller.signIn(email.toUpperCase(), PASSWORD);
	expect(response.status).toBe(204);
	const cookie = response.headers.get('set-cookie') ?? '';
	expect(cookie).toMatch(/^samsyn_session=[a-z0-9]+; .*Path=\/; HttpOnly; SameSite=Lax$/);
	expect(await json(await caller.get('/api/v1/me'))).toEqual({ id, name: 'Herta Ek', email, admin: true });
});

test('an unknown address and a wrong password get the same answer', async () => {
	const { email } = await newPerson();
	const answers = await Promise.all(
		[email, 'nobody@example.test'].map(async (address) => {
			const response = await new Caller(server.url).signIn(address, 'not the password');
			return { status: response.status, body: await json(response) };
		}),
	);
	expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrongSignIn' } });
	expect(answers[1]).toEqual(answers[0]);
});

test('guessing ends with 429 and Retry-After, also for the right password', async () => {
	const { email } = await newPerson();
	const statuses: number[] = [];
	for (let i = 0; i < 10; i += 1)
		statuses.push((await new Caller(server.url).signIn(email, `guess ${i}`)).status);
	expect(new Set(statuses)).toEqual(new Set([401]));
	const refused = await new Caller(server.url).signIn(email, PASSWORD);
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(refused.headers.get('content-type')).toBe('application/problem+json');
});

test('signing out ends the session on the server, not only in the browser', async () => {
	const { caller } = await signedIn();
	const cookie = caller.cookie;
	expect((await caller.send('DELETE', '/api/v1/session')).status).toBe(204);
	expect(caller.cookie).toBe('');
	expect((await new Caller(server.url, { cookie }).get('/api/v1/me')).status).toBe(401);
});

test('signing out closes the live socket of that session with 4401', async () => {
	const { caller } = await signedIn();
	const wanted = {
		frameworkId: 'kommunkompassen-2.1',
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [],
	};
	const created = await caller.send('POST', '/api/v1/evaluations', wanted);
	const { id } = await json(created);
	const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/evaluation/${String(id)}`, {
		headers: { cookie: caller.cookie, origin: server.url },
	});
	const closed = once(socket, 'close');
	await Promise.race([once(socket, 'message'), closed]);
	// Pages and sync server are built apart: that one sees the other's sockets proves that both share one hub.
	const figures = await (await caller.get('/metrics')).text();
	expect(figures).toMatch(/^samsyn_sockets 1$/m);
	await caller.send('DELETE', '/api/v1/session');
	expect((await closed)[0]).toBe(CLOSE.signedOut);
});

test('a cookie does nothing for another site: 403 for what changes something', async () => {
	const { caller } = await signedIn();
	const foreign = { origin: 'https://evil.example' };
	expect((await caller.send('DELETE', '/api/v1/session', undefined, foreign)).status).toBe(403);
	expect((await caller.send('POST', '/api/v1/tokens', { name: 'x' }, foreign)).status).toBe(403);
	expect((await caller.send('POST', '/api/v1/tokens', { name: 'x' }, { origin: server.url })).status).toBe(
		201,
	);
	expect((await caller.send('POST', '/api/v1/tokens', { name: 'x' })).status).toBe(201);
});

test('a form posted to the API is answered with a problem document', async () => {
	const { caller } = await signedIn();
	for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
		const response = await caller.send('POST', '/api/v1/tokens', 'name=x', { 'content-type': type });
		expect(response.status).toBe(415);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await json(response)).toMatchObject({ status: 415, code: 'notJson' });
	}
});

test('what is not JSON, not whole or too large is refused in words', async () => {
	const { caller } = await signedIn();
	expect(await json(await caller.send('POST', '/api/v1/tokens', '{"name":'))).toMatchObject({ status: 400 });
	const missing = await json(await caller.send('POST', '/api/v1/tokens', {}));
	expect(missing).toMatchObject({ status: 422, errors: [{ path: 'name', code: 'required' }] });
	const large = await caller.send('POST', '/api/v1/tokens', { name: 'x'.repeat(2_000_000) });
	expect(large.status).toBe(413);
	expect(large.headers.get('content-type')).toBe('application/problem+json');
});

test('a token works for calls, from any site, until it is withdrawn', async () => {
	const { caller, id } = await signedIn();
	const made = await json(await caller.send('POST', '/api/v1/tokens', { name: 'script' }));
	const script = new Caller(server.url, { authorization: `Bearer ${String(made.token)}` });
	expect(await json(await script.get('/api/v1/me'))).toMatchObject({ id });
	const elsewhere = { origin: 'https://elsewhere.example' };
	const another = await script.send('POST', '/api/v1/tokens', { name: 'second' }, elsewhere);
	expect(another.status).toBe(201);
	expect((await script.send('DELETE', '/api/v1/session')).status).toBe(409);
	expect((await caller.send('DELETE', `/api/v1/tokens/${String(made.id)}`)).status).toBe(204);
	expect((await script.get('/api/v1/me')).status).toBe(401);
});

test('people are managed by administrators only, and a disabled one is out at once', async () => {
	const { caller: admin } = await signedIn({ admin: true });
	const { caller: other, id } = await signedIn();
	expect((await other.get('/api/v1/users')).status).toBe(403);
	const made = await admin.send('POST', '/api/v1/users', {
		email: 'n@example.test',
		name: 'N',
		password: PASSWORD,
	});
	expect(made.status).toBe(201);
	expect((await new Caller(server.url).signIn('n@example.test', PASSWORD)).status).toBe(204);
	expect((await admin.send('PUT', `/api/v1/users/${id}`, { disabled: true })).status).toBe(204);
	expect((await other.get('/api/v1/me')).status).toBe(401);
	const list = (await json(await admin.get('/api/v1/users'))).users as { id: string; disabled: boolean }[];
	expect(list.find((user) => user.id === id)?.disabled).toBe(true);
});

test('an invitation becomes an account, once, and is withdrawn for good', async () => {
	const { caller: admin } = await signedIn({ admin: true });
	const sent = await json(await admin.send('POST', '/api/v1/invitations', { email: 'guest@example.test' }));
	const token = new URL(String(sent.link)).pathname.replace('/invite/', '');
	const guest = new Caller(server.url);
	const person = { token, name: 'Gäst Gästsson', password: PASSWORD };
	expect((await guest.send('POST', '/api/v1/invitations/accept', { token })).status).toBe(422);
	expect((await guest.send('POST', '/api/v1/invitations/accept', person)).status).toBe(200);
	expect(await json(await guest.get('/api/v1/me'))).toMatchObject({
		email: 'guest@example.test',
		admin: false,
	});
	expect((await new Caller(server.url).send('POST', '/api/v1/invitations/accept', person)).status).toBe(410);

	const second = await json(await admin.send('POST', '/api/v1/invitations', { email: 'g2@example.test' }));
	expect((await admin.send('DELETE', `/api/v1/invitations/${String(second.id)}`)).status).toBe(204);
	const late = { ...person, token: new URL(String(second.link)).pathname.replace('/invite/', '') };
	expect((await new Caller(server.url).send('POST', '/api/v1/invitations/accept', late)).status).toBe(410);
});

test('whoever is not signed in is sent to the sign-in page and back again afterwards', async () => {
	const response = await new Caller(server.url).get('/evaluations/new?year=2019');
	expect(response.status).toBe(303);
	expect(response.headers.get('location')).toBe('/signin?next=%2Fevaluations%2Fnew%3Fyear%3D2019');
});

test('every answer carries the security headers', async () => {
	for (const path of ['/healthz', '/signin', '/api/v1/me', '/nowhere', '/favicon.svg']) {
		const { headers } = await new Caller(server.url).get(path);
		expect(headers.get('x-content-type-options'), path).toBe('nosniff');
		expect(headers.get('referrer-policy'), path).toBe('same-origin');
		expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
		expect(headers.get('strict-transport-security'), path).toBeNull();
	}
});

test('probes answer without a session', async () => {
	const caller = new Caller(server.url);
	expect(await (await caller.get('/healthz')).text()).toBe('ok');
	expect(await json(await caller.get('/readyz'))).toEqual({ ready: true, obstacles: [] });
	expect(await (await caller.get('/metrics')).text()).toContain('process_cpu_seconds_total');
});

test('a form posted under another of the machine’s names is not taken for a foreign one', async () => {
	const url = server.url.replace('localhost', '127.0.0.1');
	const headers = { origin: url, 'content-type': 'application/x-www-form-urlencoded' };
	const own = await fetch(`${url}/demo/enter`, { method: 'POST', headers, body: 'person=x' });
	expect(own.status).toBe(404);
	const foreign = { ...headers, origin: 'https://evil.example' };
	const other = await fetch(`${url}/demo/enter`, { method: 'POST', headers: foreign, body: 'person=x' });
	expect(other.status).toBe(403);
});

test('forwarded headers of a client change nothing', async () => {
	const forged = {
		'x-forwarded-host': 'evil.example',
		'x-samsyn-host': 'evil.example',
		'x-samsyn-protocol': 'https',
	};
	const { caller } = await signedIn({ admin: true });
	const body = { email: 'f@example.test' };
	const sent = await json(await caller.send('POST', '/api/v1/invitations', body, forged));
	expect(String(sent.link).startsWith(`${server.url}/invite/`)).toBe(true);
});

test('what was done to accounts stands in the audit log', async () => {
	const rows = await connection.db.selectFrom('audit').select('action').distinct().execute();
	const actions = rows.map(({ action }) => action);
	for (const action of [
		'session.start',
		'session.refuse',
		'session.end',
		'token.create',
		'token.remove',
		'user.create',
		'user.disable',
		'invitation.create',
		'invitation.accept',
		'invitation.revoke',
	])
		expect(actions).toContain(action);
});
