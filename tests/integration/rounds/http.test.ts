/** Rounds over HTTP: the calls as declared, and a guest's session that opens one round and nothing else. */
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '#server/api/contract/index.ts';
import type { Route } from '#server/api/route.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;
let lead: Caller;
let reviewer: Caller;
let guest: Caller;
let id: string;
let round: string;
let otherRound: string;

async function signedIn(email: string): Promise<Caller> {
	await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: false });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return caller;
}

/** Calls as declared and checks the answer against the declaration. */
async function call(
	who: Caller,
	method: Route['method'],
	template: string,
	values: string[],
	body?: unknown,
) {
	const route = routes.find((one) => one.method === method && one.path === template);
	if (!route) throw new Error(`${method} ${template} is not declared`);
	const address = values.reduce((path, value) => path.replace(/\{\w+\}/, value), template);
	const response = await who.send(method, `/api/v1${address}`, body);
	const text = await response.text();
	expect(`${response.status} ${response.status < 300 ? '' : text}`.trim()).toBe(`${route.answer.status}`);
	if (!route.answer.schema) return {};
	const json = JSON.parse(text) as Record<string, unknown>;
	expect(v.parse(route.answer.schema, json)).toEqual(json);
	return json;
}

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
	lead = await signedIn('lead@example.test');
	reviewer = await signedIn('reviewer@example.test');
	const created = await call(lead, 'POST', '/evaluations', [], {
		frameworkId: 'kommunkompassen-2.1',
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [{ email: 'reviewer@example.test', role: 'reviewer' }],
	});
	id = String(created.id);
	for (const to of ['scoring', 'calibration'])
		await call(lead, 'POST', '/evaluations/{id}/phase', [id], { to });
	const open = async (label: string) =>
		String(
			(await call(lead, 'POST', '/evaluations/{id}/rounds', [id], { label, deadline: '2099-01-31' })).id,
		);
	round = await open('Utkast 1');
	otherRound = await open('Utkast 2');
	const path = '/evaluations/{id}/rounds/{roundId}/guests';
	const { url } = await call(lead, 'POST', path, [id, round], { name: 'Gunnel Gäst' });
	guest = new Caller(server.url);
	const link = new URL(String(url)).pathname;
	expect((await guest.get(link)).status).toBe(200);
	const entered = await fetch(server.url + link, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded',
			origin: server.url,
		},
		body: new URLSearchParams({ name: 'Gunnel Gäst' }),
	});
	expect(entered.status).toBe(303);
	expect(entered.headers.get('location')).toBe(`/review/${id}/${round}`);
	const [cookie = ''] = entered.headers.getSetCookie();
	guest = new Caller(server.url, { cookie: cookie.split(';')[0]! });
}, 300_000);
afterAll(() => server.stop());

test('the calls of a round are as declared', async () => {
	const one = [id, round];
	await call(reviewer, 'GET', '/evaluations/{id}/rounds', [id]);
	await call(reviewer, 'GET', '/evaluations/{id}/rounds/{roundId}', one);
	await call(reviewer, 'POST', '/evaluations/{id}/rounds/{roundId}/hand-in', one);
	await call(reviewer, 'DELETE', '/evaluations/{id}/rounds/{roundId}/hand-in', one);
	await call(lead, 'POST', '/evaluations/{id}/rounds/{roundId}/close', one);
	expect(await call(lead, 'POST', '/evaluations/{id}/rounds/{roundId}/reopen', one)).toMatchObject({
		state: 'open',
	});
	const link = await call(lead, 'POST', '/evaluations/{id}/rounds/{roundId}/guests', one, {
		name: 'En',
		days: 2,
	});
	const path = '/evaluations/{id}/rounds/{roundId}/guests/{guestId}';
	await call(lead, 'DELETE', path, [...one, String(link.id)]);
	const wrong = await lead.send('POST', `/api/v1/evaluations/${id}/rounds`, { label: '', deadline: 'i går' });
	expect(wrong.status).toBe(422);
});

describe('a guest', () => {
	test('reads the draft, takes a seat in its room and hands in', async () => {
		const page = await guest.get(`/review/${id}/${round}`);
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('Utkast 1');
		expect((await guest.get(`/api/v1/evaluations/${id}/rounds/${round}`)).status).toBe(200);
		const seat = await guest.send('POST', `/review/${id}/${round}/seat`, undefined, { origin: server.url });
		expect(await seat.json()).toMatchObject({ clientId: expect.any(Number) as number, generation: 1 });
		expect((await guest.send('POST', `/api/v1/evaluations/${id}/rounds/${round}/hand-in`)).status).toBe(200);
	});

	test('opens no other page', async () => {
		for (const path of [
			'/',
			'/account',
			'/admin',
			'/evaluations/new',
			`/evaluations/${id}`,
			`/evaluations/${id}/overview`,
			`/evaluations/${id}/review`,
			`/evaluations/${id}/q/1.1`,
			`/evaluations/${id}/overview/__data.json`,
			'/__data.json',
			`/review/${id}/${otherRound}`,
			`/review/${id}/${otherRound}/__data.json`,
			`/review/none/${round}`,
		]) {
			const response = await guest.get(path);
			expect(`${path} ${response.status}`).toBe(`${path} 403`);
			expect(await response.text()).not.toContain('Vallentuna');
		}
		for (const path of [`/evaluations/${id}/seat?room=evaluation`, `/review/${id}/${otherRound}/seat`])
			expect((await guest.send('POST', path, undefined, { origin: server.url })).status).toBe(403);
	});

	test('reaches no other call of the API, whichever it is', async () => {
		const open = new Set([
			'GET /me',
			'POST /session',
			'DELETE /session',
			'GET /openapi.json',
			'GET /evaluations/{id}/rounds/{roundId}',
			'POST /evaluations/{id}/rounds/{roundId}/hand-in',
			'DELETE /evaluations/{id}/rounds/{roundId}/hand-in',
			'POST /evaluations/{id}/rounds/{roundId}/read',
		]);
		const values: Record<string, string> = { id, roundId: round, subquestionId: '1.1' };
		for (const { method, path } of routes) {
			if (open.has(`${method} ${path}`)) continue;
			const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
			const response = await guest.send(method, `/api/v1${address}`, method === 'GET' ? undefined : {});
			expect(`${method} ${path} ${response.status}`).toBe(`${method} ${path} 403`);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
		}
		for (const path of ['hand-in', 'read'])
			expect(
				(await guest.send('POST', `/api/v1/evaluations/${id}/rounds/${otherRound}/${path}`)).status,
			).toBe(403);
		for (const path of [`rounds/${otherRound}`, `rounds/${otherRound}/hand-in`])
			expect((await guest.get(`/api/v1/evaluations/${id}/${path}`)).status).toBe(403);
	});

	test('is told in words where they may go', async () => {
		const response = await guest.get('/', { 'accept-language': 'en' });
		const text = await response.text();
		expect(text).toContain('one review round and nothing else');
		expect(text).toContain(`href="/review/${id}/${round}"`);
	});

	test('leaves by signing out', async () => {
		expect((await guest.send('DELETE', '/api/v1/session')).status).toBe(204);
		expect((await guest.get(`/review/${id}/${round}`)).headers.get('location')).toMatch(/^\/signin/);
	});
});
