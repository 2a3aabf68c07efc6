/** Links to a finalised report: who makes them, what they show, and when they stop. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;
let lead: Caller;
let evaluator: Caller;
let anybody: Caller;
let path: string;

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

async function signedIn(email: string): Promise<Caller> {
	await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: false });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return caller;
}

async function expectOk(response: Response, status: number): Promise<Record<string, unknown>> {
	const body = response.status === 204 ? {} : await json(response);
	expect([response.status, body]).toEqual([status, body]);
	return body;
}

const step = (to: string, reason?: string) =>
	lead.send('POST', `${path}/phase`, { to, ...(reason !== undefined && { reason }) });

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
	lead = await signedIn('lead@example.test');
	evaluator = await signedIn('eva@example.test');
	anybody = new Caller(server.url);
	const created = await expectOk(
		await lead.send('POST', '/api/v1/evaluations', {
			frameworkId: KOMMUNKOMPASSEN.id,
			municipalityCode: '0115',
			year: 2019,
			blind: 'off',
			members: [{ email: 'eva@example.test', role: 'evaluator', scores: false }],
		}),
		201,
	);
	path = `/api/v1/evaluations/${String(created.id)}`;
	for (const to of ['scoring', 'calibration']) await expectOk(await step(to), 200);
	for (const { id } of allSubquestions(KOMMUNKOMPASSEN))
		await expectOk(await lead.send('PUT', `${path}/consensus/${id}`, { points: 5, basedOn: null }), 200);
	await expectOk(await step('review'), 200);
}, 300_000);
afterAll(() => server.stop());

test('nothing is shared before it is final', async () => {
	expect((await lead.send('POST', `${path}/shares`, {})).status).toBe(409);
	expect(await json(await lead.get(`${path}/shares`))).toEqual([]);
});

test('a link opens the final report to anybody, until it is revoked', async () => {
	await expectOk(await step('final'), 200);
	expect((await evaluator.send('POST', `${path}/shares`, {})).status).toBe(403);
	expect((await evaluator.get(`${path}/shares`)).status).toBe(403);
	const made = await expectOk(await lead.send('POST', `${path}/shares`, { label: 'Fullmäktige' }), 201);
	const link = new URL(String(made.url)).pathname;
	const page = await anybody.get(link);
	expect(page.status).toBe(200);
	expect(page.headers.get('referrer-policy')).toBe('no-referrer');
	expect(page.headers.get('x-robots-tag')).toContain('noindex');
	expect(page.headers.get('cache-control')).toContain('no-store');
	const text = await page.text();
	expect(text).toContain('Vallentuna');
	expect(text).not.toContain('lead@example.test');
	const listed = await lead.get(`${path}/shares`);
	const body = await listed.text();
	expect(JSON.parse(body)).toMatchObject([
		{ id: made.id, label: 'Fullmäktige', state: 'open', outdated: false },
	]);
	expect(body).not.toContain(link.split('/').at(-1));
	for (const foreign of ['/shared/x', `${link}x`, `${link.slice(0, -1)}`, '/shared/%00'])
		expect((await anybody.get(foreign)).status).toBe(404);
	expect((await lead.send('DELETE', `${path}/shares/${String(made.id)}`)).status).toBe(204);
	expect((await lead.send('DELETE', `${path}/shares/${String(made.id)}`)).status).toBe(404);
	const gone = await anybody.get(link);
	expect(gone.status).toBe(404);
	expect(await gone.text()).toContain('gäller inte längre');
});

test('a link holds its days, and shows its version also when there is a later one', async () => {
	for (const days of [0, -1, 4000]) {
		const refused = await lead.send('POST', `${path}/shares`, { days });
		expect(refused.status).toBe(422);
	}
	const made = await expectOk(await lead.send('POST', `${path}/shares`, { days: 30 }), 201);
	expect(Date.parse(String(made.expiresAt))).toBeGreaterThan(Date.now());
	const link = new URL(String(made.url)).pathname;
	await expectOk(await step('review', 'Ett fel i 1.1'), 200);
	const current = await json(await lead.get(`${path}/content`));
	const { version } = (current.consensus as Record<string, { version: number }>)['1.1']!;
	const motive = 'Rättat';
	const put = { points: 7, basedOn: version, motive };
	await expectOk(await lead.send('PUT', `${path}/consensus/1.1`, put), 200);
	expect((await lead.send('POST', `${path}/shares`, {})).status).toBe(409);
	const before = await (await anybody.get(link)).text();
	expect(before).not.toContain('senare slutgiltig version');
	await expectOk(await step('final'), 200);
	const after = await (await anybody.get(link)).text();
	expect(after).toContain('senare slutgiltig version');
	const total = (page: string) => /(\d+) av 800/.exec(page.replaceAll('\u00a0', ' '))?.[1];
	expect(total(after)).toBe(total(before));
	await connection.db
		.updateTable('report_share')
		.set({ expires_at: new Date(Date.now() - 1000) })
		.where('id', '=', String(made.id))
		.execute();
	expect((await anybody.get(link)).status).toBe(404);
});
