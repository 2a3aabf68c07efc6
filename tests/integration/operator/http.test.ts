/** Taking along, taking in, erasing and the audit log over HTTP, as other programs call them, with everybody who may not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const [connection, elsewhere] = [await freshDatabase(), await freshDatabase()];
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;
let other: ServerProcess;

beforeAll(async () => {
	buildPages();
	[server, other] = (await Promise.all(
		[connection, elsewhere].map(({ url }) => startServerProcess({ DATABASE_URL: url })),
	)) as [ServerProcess, ServerProcess];
}, 300_000);
afterAll(() => Promise.all([server.stop(), other.stop()]));

async function person(on: ServerProcess, name: string, { admin = false } = {}) {
	const accounts = createAccounts({
		connection: on === server ? connection : elsewhere,
		sync: { closeUser: () => 0 },
	});
	const email = `${name}@example.test`;
	const { id } = await accounts.create(OPERATOR, { email, name, password: PASSWORD, admin });
	const caller = new Caller(on.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return { id, email, caller };
}

const post = (caller: Caller, body: Uint8Array, type = 'application/gzip') =>
	fetch(`${caller.url}/api/v1/evaluations/import`, {
		method: 'POST',
		headers: { 'content-type': type, cookie: caller.cookie },
		body: body as Uint8Array<ArrayBuffer>,
	});
const codeOf = async (answer: Response) =>
	`${answer.status} ${((await answer.json()) as { code: string }).code}`;

test('an evaluation goes from one server to another, and everybody else is refused', async () => {
	const lead = await person(server, 'lead');
	const evaluator = await person(server, 'evaluator');
	const outsider = await person(server, 'outsider');
	const created = await lead.caller.send('POST', '/api/v1/evaluations', {
		frameworkId: KOMMUNKOMPASSEN.id,
		municipalityCode: '0115',
		year: 2024,
		blind: 'off',
		members: [
			{ email: lead.email, role: 'lead' },
			{ email: evaluator.email, role: 'evaluator' },
		],
	});
	const { id } = (await created.json()) as { id: string };
	await lead.caller.send('POST', `/api/v1/evaluations/${id}/phase`, { to: 'scoring' });
	const address = `/api/v1/evaluations/${id}/bundle`;
	expect(await codeOf(await evaluator.caller.get(address))).toBe('403 forbidden');
	expect(await codeOf(await outsider.caller.get(address))).toBe('404 notFound');
	expect((await new Caller(server.url).get(address)).status).toBe(401);
	const bundle = await lead.caller.get(address);
	expect(bundle.headers.get('content-type')).toBe('application/gzip');
	expect(bundle.headers.get('content-disposition')).toMatch(
		/^attachment; filename="[a-z0-9-]+\.samsyn\.gz"$/,
	);
	const bytes = new Uint8Array(await bundle.arrayBuffer());

	const admin = await person(other, 'admin', { admin: true });
	const nobody = await person(other, 'nobody');
	expect(await codeOf(await post(nobody.caller, bytes))).toBe('403 forbidden');
	expect((await post(new Caller(other.url), bytes)).status).toBe(401);
	expect(await codeOf(await post(admin.caller, bytes.subarray(0, bytes.length >> 1)))).toMatch(/^422 bundle/);
	expect(await codeOf(await post(admin.caller, new Uint8Array(51 * 1024 * 1024)))).toBe('413 bundleTooLarge');
	const taken = await post(admin.caller, bytes);
	expect(taken.status).toBe(201);
	expect(await taken.json()).toMatchObject({
		id,
		invitations: [{ email: evaluator.email }, { email: lead.email }],
	});
	expect(await codeOf(await post(admin.caller, bytes))).toBe('409 bundleThere');

	const log = (await (await admin.caller.get('/api/v1/audit?action=evaluation')).json()) as {
		action: string;
	}[];
	expect(log.map(({ action }) => action)).toContain('evaluation.import');
}, 60_000);

test('the rule, the trace and the log are administrators’, and what is taken along stands in the log', async () => {
	const admin = await person(server, 'ada', { admin: true });
	const somebody = await person(server, 'somebody');
	for (const [method, address, body] of [
		['GET', '/retention'],
		['PUT', '/retention', { notesDays: 1 }],
		['GET', '/erasures'],
		['POST', `/users/${admin.id}/erase`, {}],
		['GET', '/audit.csv'],
		['GET', '/audit.json'],
	] as const)
		expect(await codeOf(await somebody.caller.send(method, `/api/v1${address}`, body))).toBe('403 forbidden');
	const refused = (await (await admin.caller.get('/api/v1/audit?action=request.refuse')).json()) as {
		actor: string;
		subject: string;
		detail: object;
	}[];
	const own = refused.filter(({ actor }) => actor === somebody.id);
	expect(own).toHaveLength(6);
	expect(own.at(-1)).toMatchObject({ subject: '/retention', detail: { method: 'GET', code: 'forbidden' } });
	for (const notesDays of [0, 1.5, '30', 1e9])
		expect((await admin.caller.send('PUT', '/api/v1/retention', { notesDays })).status).toBe(422);
	const set = await admin.caller.send('PUT', '/api/v1/retention', { notesDays: 400 });
	expect(await set.json()).toMatchObject({ notesDays: 400, setBy: admin.id });

	const erased = await admin.caller.send('POST', `/api/v1/users/${somebody.id}/erase`, { reason: 'Begäran' });
	expect(erased.status).toBe(200);
	expect((await somebody.caller.get('/api/v1/me')).status).toBe(401);
	expect((await new Caller(server.url).signIn(somebody.email, PASSWORD)).status).toBe(401);
	const trace = (await (await admin.caller.get('/api/v1/erasures')).json()) as { subject: string }[];
	expect(trace[0]).toMatchObject({ subject: somebody.id, kind: 'person', reason: 'Begäran' });

	const csv = await admin.caller.get('/api/v1/audit.csv?action=erasure');
	expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect((await csv.text()).split('\r\n')).toHaveLength(4);
	const json = await admin.caller.get('/api/v1/audit.json?person=ada');
	expect(((await json.json()) as unknown[]).length).toBeGreaterThan(1);
	const exports = (await (await admin.caller.get('/api/v1/audit?action=export.read')).json()) as {
		subject: string;
		actor: string;
	}[];
	expect(exports.map(({ subject }) => subject)).toEqual(
		expect.arrayContaining(['audit.csv', 'audit.json', 'bundle']),
	);
	expect((await admin.caller.get('/api/v1/audit.csv?text=')).status).toBe(422);
}, 60_000);
