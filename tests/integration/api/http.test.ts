/** The contract walked through over HTTP: the built product, its own process, cookies, sockets. */
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { routes } from '#server/api/contract/index.ts';
import type { Route } from '#server/api/route.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { SUBQUESTIONS } from '../../support/group.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
}, 300_000);
afterAll(() => server.stop());
afterEach(closeClients);

type Answer = Record<string, unknown>;
interface Person {
	id: string;
	email: string;
	caller: Caller;
	/** Calls, checks status and shape against the declaration, and gives the body. */
	call(method: Route['method'], template: string, values?: string[], body?: unknown): Promise<unknown>;
	/** Calls and gives the problem document. */
	refused(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	connect(room: string): ReturnType<typeof yClientIn>;
}

let count = 0;
async function person({ admin = false } = {}): Promise<Person> {
	const email = `p${(count += 1)}@example.test`;
	const { id } = await accounts.create(OPERATOR, { email, name: 'Petra Ek', password: PASSWORD, admin });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return {
		id,
		email,
		caller,
		async call(method, template, values = [], body) {
			const route = routes.find((one) => one.method === method && one.path === template);
			if (!route) throw new Error(`${method} ${template} is not declared`);
			const address = values.reduce((path, value) => path.replace(/\{\w+\}/, value), template);
			const response = await caller.send(method, `/api/v1${address}`, body);
			const text = await response.text();
			expect(`${response.status} ${response.status < 300 ? '' : text}`.trim()).toBe(`${route.answer.status}`);
			expect(response.headers.get('cache-control')).toBe('no-store');
			if (!route.answer.schema) {
				expect(text).toBe('');
				return undefined;
			}
			const json = JSON.parse(text) as unknown;
			expect(v.parse(route.answer.schema, json)).toEqual(json);
			return json;
		},
		async refused(method, path, body, headers) {
			const response = await caller.send(method, path, body, headers);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			const problem = (await response.json()) as Answer;
			expect(problem).toMatchObject({
				type: expect.stringMatching(/^urn:samsyn:problem:/) as string,
				title: expect.stringMatching(/./) as string,
				status: response.status,
				detail: expect.stringMatching(/./) as string,
			});
			return problem;
		},
		connect: (room) =>
			yClientIn({ url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url }, room, {
				cookie: caller.cookie,
			}),
	};
}

async function group(options: Answer = {}) {
	const [lead, eva, bo, observer, reviewer] = [
		await person(),
		await person(),
		await person(),
		await person(),
		await person(),
	];
	const { id } = (await lead.call('POST', '/evaluations', [], {
		frameworkId: KOMMUNKOMPASSEN.id,
		municipalityCode: '0115',
		year: 2019,
		members: [
			{ email: eva.email, role: 'evaluator' },
			{ email: bo.email, role: 'evaluator' },
			{ email: observer.email, role: 'observer' },
			{ email: reviewer.email, role: 'reviewer' },
		],
		...options,
	})) as { id: string };
	return { id, lead, eva, bo, observer, reviewer };
}

test('one evaluation, from its making to its final report', async () => {
	const { id, lead, eva, bo, observer } = await group();
	const on =
		(who: Person) =>
		(method: Route['method'], path: string, body?: unknown, more: string[] = []) =>
			who.call(method, `/evaluations/{id}${path}`, [id, ...more], body);

	expect(await lead.call('GET', '/me')).toMatchObject({ id: lead.id });
	expect(await lead.call('GET', '/frameworks')).toHaveLength(1);
	expect(await lead.call('GET', '/frameworks/{id}', [KOMMUNKOMPASSEN.id])).toMatchObject({
		id: KOMMUNKOMPASSEN.id,
	});
	expect(await eva.call('GET', '/evaluations')).toMatchObject([{ id, role: 'evaluator', phase: 'setup' }]);
	expect(await on(eva)('GET', '')).toMatchObject({ myRole: 'evaluator', members: { length: 5 } });

	const fresh = await person();
	expect(await on(lead)('POST', '/members', { email: fresh.email, role: 'evaluator' })).toMatchObject({
		userId: fresh.id,
	});
	expect(await on(lead)('PUT', '/members/{userId}', { role: 'observer' }, [fresh.id])).toEqual({
		role: 'observer',
		scores: false,
	});
	const socket = await fresh.connect(`evaluation/${id}`);
	const ending = socket.end();
	await on(lead)('DELETE', '/members/{userId}', undefined, [fresh.id]);
	expect((await ending).code).toBe(CLOSE.notAllowed);
	expect(await on(lead)('POST', '/members', { email: 'ny@example.test', role: 'reviewer' })).toMatchObject({
		invitation: { email: 'ny@example.test', url: expect.stringContaining(`${server.url}/invite/`) as string },
	});

	expect(await on(lead)('POST', '/phase', { to: 'scoring' })).toEqual({ phase: 'scoring' });
	for (const who of [eva, bo]) {
		const ballot = await who.connect(`ballot/${id}/${who.id}`);
		await ballot.write((doc) => {
			for (const one of SUBQUESTIONS)
				doc.getMap('scores').set(`${one}/${who.id}`, { points: who === eva ? 4.25 : 8 });
		});
	}
	expect(await on(eva)('POST', '/ballot/submit', { subquestions: ['1.1', '1.2'] })).toEqual({
		handedIn: ['1.1', '1.2'],
		blank: [],
		revealed: [],
	});
	expect(
		await on(lead)('POST', '/ballot/reopen', { userId: eva.id, subquestions: ['1.2'], reason: 'mistyped' }),
	).toEqual({
		reopened: ['1.2'],
	});
	expect(await on(bo)('POST', '/ballot/submit')).toMatchObject({ handedIn: SUBQUESTIONS });
	expect(await on(lead)('GET', '/progress')).toMatchObject({ of: SUBQUESTIONS.length });
	expect(await on(lead)('POST', '/reveal', { areas: ['1'] })).toMatchObject({ revealed: { length: 5 } });
	expect(await on(lead)('POST', '/phase', { to: 'calibration' })).toEqual({ phase: 'calibration' });
	expect(await on(observer)('GET', '/content')).toMatchObject({
		firstScores: { [`8.7/${eva.id}`]: { points: 4.25 }, [`8.7/${bo.id}`]: { points: 8 } },
	});

	for (const one of SUBQUESTIONS)
		expect(
			await on(lead)('PUT', '/consensus/{subquestionId}', { points: 6.5, basedOn: null }, [one]),
		).toEqual({ version: 1 });
	expect(
		await on(eva)('PUT', '/consensus/{subquestionId}/minority', { text: ' too high ' }, ['1.1']),
	).toEqual({ text: 'too high' });
	expect(await on(lead)('POST', '/snapshots', { label: 'Utkast 1' })).toMatchObject({
		seq: expect.any(Number) as number,
	});
	await on(lead)('POST', '/phase', { to: 'review' });
	await on(lead)('POST', '/phase', { to: 'final' });
	expect(await on(observer)('GET', '/report.json')).toMatchObject({ total: { max: 800 } });
	await on(lead)('POST', '/phase', { to: 'review', reason: 'a wrong figure' });

	const history = (await on(observer)('GET', '/history')) as {
		userId: string;
		changes: { root: string }[];
	}[];
	expect(history.flatMap(({ changes }) => changes.map(({ root }) => root))).toContain('consensus');
});

test('handing in locks rows under an open socket, and the reveal reaches everyone at the same moment', async () => {
	const { id, lead, eva, bo, observer } = await group();
	await lead.call('POST', '/evaluations/{id}/phase', [id], { to: 'scoring' });
	const ballot = await eva.connect(`ballot/${id}/${eva.id}`);
	const key = `1.1/${eva.id}`;
	await ballot.write((doc) => doc.getMap('scores').set(key, { points: 9 }));
	const watching = await Promise.all([lead, bo, observer].map((who) => who.connect(`evaluation/${id}`)));
	await eva.call('POST', '/evaluations/{id}/ballot/submit', [id], { subquestions: ['1.1'] });
	ballot.doc.getMap('scores').set(key, { points: 10 });
	await ballot.until(() => ballot.refusals[0], 'the late write to be refused');
	for (const { doc } of watching) expect(doc.getMap('scores').size).toBe(0);
	await lead.call('POST', '/evaluations/{id}/reveal', [id], {});
	for (const client of watching) {
		await client.until(() => client.doc.getMap('scores').has(key), 'the reveal');
		expect(client.doc.getMap('scores').get(key)).toEqual({ points: 9 });
		await client.until(() => client.notices.some(({ kind }) => kind === 'reveal'), 'the notice');
	}
});

describe('a refusal is a problem document', () => {
	test('in the language that is asked for', async () => {
		const who = await person();
		const titled = async (language: string) =>
			(await who.refused('GET', '/api/v1/evaluations/none', undefined, { 'accept-language': language }))
				.title;
		expect(await titled('sv')).toBe('Finns inte');
		expect(await titled('en-GB,en;q=0.9')).toBe('Not found');
	});

	test('for addresses that the API does not have, and for methods that an address does not take', async () => {
		const who = await person();
		for (const path of [
			'/api/v1/nothing',
			'/api/v1/evaluations/x/nothing',
			'/api/v1/evaluations/%E0%A4%A',
			'/api/v1',
		])
			expect(await who.refused('GET', path)).toMatchObject({ status: 404, code: 'noSuchPath' });
		const response = await who.caller.send('PATCH', '/api/v1/evaluations');
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
		expect(await response.json()).toMatchObject({ code: 'methodNotAllowed' });
		const options = await who.caller.send('OPTIONS', '/api/v1/me');
		expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
		const head = await who.caller.send('HEAD', '/api/v1/me');
		expect([head.status, await head.text()]).toEqual([200, '']);
	});

	test('for bodies that are no JSON, too large, missing or of the wrong shape', async () => {
		const who = await person();
		const post = (body: unknown, headers?: Record<string, string>) =>
			who.refused('POST', '/api/v1/evaluations', body, headers);
		expect(await post('{')).toMatchObject({ status: 400, code: 'malformedJson' });
		expect(await post(undefined)).toMatchObject({ status: 400, code: 'bodyMissing' });
		expect(await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
			status: 415,
		});
		expect(await post('<a/>', { 'content-type': 'application/xml' })).toMatchObject({
			status: 415,
			code: 'notJson',
		});
		expect(await post(JSON.stringify({ title: 'x'.repeat(300_000) }))).toMatchObject({
			status: 413,
			code: 'bodyTooLarge',
		});
		expect(await post({ year: 2019.5, blind: 'maybe', extra: 1, title: 'a\0' })).toMatchObject({
			status: 422,
			errors: [{ path: 'title', code: 'notStorable' }],
		});
		expect(await post({ frameworkId: 'x', year: 2019.5, blind: 'maybe', extra: 1 })).toMatchObject({
			status: 422,
			errors: [
				{ path: 'year', code: 'notWhole' },
				{ path: 'blind', code: 'notOneOf' },
				{ path: 'extra', code: 'unknownField' },
			],
		});
		expect(await who.refused('GET', '/api/v1/evaluations/a%00b')).toMatchObject({ status: 404 });
	});

	test('for everybody who is not signed in, whatever they ask for', async () => {
		const nobody = new Caller(server.url);
		for (const route of routes.filter(({ auth }) => auth !== 'none')) {
			const path = `/api/v1${route.path.replace(/\{\w+\}/g, 'x')}`;
			const response = await nobody.send(route.method, path, route.body && {});
			expect(`${route.method} ${path} ${response.status}`).toBe(`${route.method} ${path} 401`);
			expect(response.headers.get('www-authenticate')).toBe('Bearer');
			expect(response.headers.get('content-type')).toBe('application/problem+json');
		}
	});

	test('for a page of another site that borrows the cookie', async () => {
		const { id, lead } = await group();
		const elsewhere = { origin: 'http://elsewhere.example' };
		const path = `/api/v1/evaluations/${id}/phase`;
		expect(await lead.refused('POST', path, { to: 'scoring' }, elsewhere)).toMatchObject({
			status: 403,
			code: 'crossOrigin',
		});
		expect((await lead.caller.send('POST', path, { to: 'scoring' }, { origin: server.url })).status).toBe(
			200,
		);
	});

	test('with what is there now, where somebody was faster', async () => {
		const { id, lead } = await group({ blind: 'off' });
		for (const to of ['scoring', 'calibration'])
			await lead.call('POST', '/evaluations/{id}/phase', [id], { to });
		const path = `/api/v1/evaluations/${id}/consensus/1.1`;
		const answers = await Promise.all(
			[1, 2].map((points) => lead.caller.send('PUT', path, { points, basedOn: null })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(await lead.refused('PUT', path, { points: 3, basedOn: null })).toMatchObject({
			status: 409,
			code: 'consensusChanged',
			version: 1,
			current: { version: 1, by: lead.id },
		});
	});

	test('with the list of what is missing before final', async () => {
		const { id, lead } = await group({ blind: 'off' });
		for (const to of ['scoring', 'calibration', 'review'])
			await lead.call('POST', '/evaluations/{id}/phase', [id], { to });
		const problem = await lead.refused('POST', `/api/v1/evaluations/${id}/phase`, { to: 'final' });
		expect(problem).toMatchObject({ status: 409, errors: { length: SUBQUESTIONS.length } });
		expect((problem.errors as unknown[])[0]).toMatchObject({
			path: 'consensus.1.1',
			code: 'consensusMissing',
		});
	});
});

test('reviewers open neither the content, the history nor the progress of an evaluation', async () => {
	const { id, reviewer } = await group();
	for (const path of ['content', 'history', 'progress', 'snapshots'])
		expect(await reviewer.refused('GET', `/api/v1/evaluations/${id}/${path}`)).toMatchObject({ status: 403 });
});

test('the history names its next page', async () => {
	const { id, lead, eva } = await group({ blind: 'off' });
	await lead.call('POST', '/evaluations/{id}/phase', [id], { to: 'scoring' });
	const client = await eva.connect(`evaluation/${id}`);
	for (const points of [1, 2, 3])
		await client.write((doc) => doc.getMap('scores').set(`1.1/${eva.id}`, { points }));
	const values: unknown[] = [];
	let next: string | undefined = `/api/v1/evaluations/${id}/history?limit=2`;
	while (next) {
		const response = await lead.caller.get(next);
		const page = (await response.json()) as { changes: { value: { points: number } }[] }[];
		values.push(...page.flatMap(({ changes }) => changes.map(({ value }) => value.points)));
		next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
	}
	expect(values).toEqual([1, 2, 3]);
	// An offset in hours alone, as ISO 8601 lets it be.
	const since = await lead.caller.get(`/api/v1/evaluations/${id}/history?from=2020-01-01T00:00:00%2B01`);
	expect(await since.json()).toHaveLength(3);
	const wrong = await lead.refused('GET', `/api/v1/evaluations/${id}/history?from=yesterday&limit=many&x=1`);
	expect(wrong).toMatchObject({
		status: 422,
		errors: [
			{ path: 'from', code: 'notPosition' },
			{ path: 'limit', code: 'notWhole' },
			{ path: 'x', code: 'unknownField' },
		],
	});
});

test('administrators import frameworks and read the audit log; nobody else does', async () => {
	const admin = await person({ admin: true });
	const other = await person();
	const small = {
		id: 'small-1',
		name: 'Small',
		version: '1',
		language: 'en',
		areas: [{ id: 'a', name: 'A', max: 10, subquestions: [{ id: 'a.1', label: 'One?', max: 10 }] }],
	};
	expect(await admin.call('POST', '/frameworks', [], small)).toMatchObject({ id: 'small-1' });
	expect(await admin.refused('POST', '/api/v1/frameworks', { ...small, id: 'x', areas: [] })).toMatchObject({
		status: 422,
	});
	const [newest] = (await admin.call('GET', '/audit')) as Answer[];
	expect(newest).toMatchObject({ action: 'framework.import', actor: admin.id });
	expect(await other.refused('POST', '/api/v1/frameworks', small)).toMatchObject({ status: 403 });
	expect(await other.refused('GET', '/api/v1/audit')).toMatchObject({ status: 403 });
});

test('the OpenAPI document is there without signing in', async () => {
	const response = await new Caller(server.url).get('/api/v1/openapi.json');
	expect(response.status).toBe(200);
	expect(await response.json()).toMatchObject({ openapi: '3.1.0', paths: { '/evaluations': {} } });
});
