import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
let server: ServerProcess;
let lead: Caller;
let reviewer: Caller;
let path: string;

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

async function signedIn(email: string): Promise<Caller> {
	await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: false });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return caller;
}

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
	lead = await signedIn('lead@example.test');
	reviewer = await signedIn('reviewer@example.test');
	const created = await lead.send('POST', '/api/v1/evaluations', {
		frameworkId: 'kommunkompassen-2.1',
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [{ email: 'reviewer@example.test', role: 'reviewer' }],
	});
	path = `/api/v1/evaluations/${String((await json(created)).id)}`;
	for (const to of ['scoring', 'calibration'])
		expect((await lead.send('POST', `${path}/phase`, { to })).status).toBe(200);
	expect((await lead.send('PUT', `${path}/consensus/5.6`, { points: 9.5, basedOn: null })).status).toBe(200);
}, 180_000);
afterAll(() => server.stop());

test('content arrives as the bytes that are hashed', async () => {
	const taken = await lead.send('POST', `${path}/snapshots`, { label: 'Utkast' });
	expect(taken.status).toBe(201);
	const { id, sha256, seq } = await json(taken);
	expect(seq).toBeGreaterThan(0);
	const content = await lead.get(`${path}/content`);
	expect(content.headers.get('content-type')).toBe('application/json');
	const bytes = await content.text();
	expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
	expect(Object.keys(JSON.parse(bytes) as object)).toContain('consensus');
	const snapshot = await lead.get(`${path}/snapshots/${String(id)}`);
	expect(await snapshot.text()).toContain(`"content":${bytes}`);
	expect(await json(await lead.get(`${path}/snapshots`))).toMatchObject([
		{ id, label: 'Utkast' },
		{ kind: 'phase' },
		{},
	]);
});

test('the report comes as data, as a table and as a page that may load and run nothing', async () => {
	const data = await json(await lead.get(`${path}/report.json`));
	expect(data.total).toMatchObject({ achieved: null, max: 800, soFar: 10 });

	const table = await lead.get(`${path}/report.csv`);
	expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(table.headers.get('content-disposition')).toBe('attachment; filename="vallentuna-2019-working.csv"');
	expect((await table.text()).split('\n')).toContain('5.6,10,10,95');

	const page = await lead.get(`${path}/report.html?lang=en`);
	expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(page.headers.get('content-language')).toBe('en');
	expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
	const shown = await page.text();
	const [, style = ''] = /<style>(.*?)<\/style>/s.exec(shown) ?? [];
	const hash = createHash('sha256').update(style).digest('base64');
	expect(page.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
	expect(shown).toContain('Working material');
	expect(await (await lead.get(`${path}/report.html`, { 'accept-language': 'sv' })).text()).toContain(
		'Arbetsmaterial',
	);
});

test('reviewers wait for the final report, and the refusal says so', async () => {
	for (const form of ['report.json', 'report.html', 'report.csv', 'content', 'snapshots'])
		expect((await reviewer.get(`${path}/${form}`)).status).toBe(403);
	const refused = await json(await reviewer.get(`${path}/report.json`, { 'accept-language': 'sv' }));
	expect(refused.detail).toBe('Granskare ser rapporten när utvärderingen är slutgiltig.');
});

test('wrong input is refused by the name of its field', async () => {
	const blank = await lead.send('POST', `${path}/snapshots`, { label: ' ' });
	expect(blank.status).toBe(422);
	expect(await json(blank)).toMatchObject({ errors: [{ path: 'label', code: 'required' }] });
	expect((await lead.get(`${path}/report.html?lang=fi`)).status).toBe(422);
	expect((await lead.get(`${path}/report.json?snapshot=none`)).status).toBe(404);
	expect((await new Caller(server.url).get(`${path}/report.json`)).status).toBe(401);
});
