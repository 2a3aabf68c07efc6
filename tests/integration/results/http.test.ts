import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { AREAS_CSV, cellsOf, PRINTED_CSV } from '../../unit/domain/results/vallentuna.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Made before the server is there: a connection that waits for it would be closed meanwhile. */
const BOMB = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(100_000_000) }, { level: 1 });
let server: ServerProcess;
let admin: Caller;
let reader: Caller;

const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

async function signedIn(email: string, administrator = false): Promise<Caller> {
	await accounts.create(OPERATOR, { email, name: 'Herta Ek', password: PASSWORD, admin: administrator });
	const caller = new Caller(server.url);
	expect((await caller.signIn(email, PASSWORD)).status).toBe(204);
	return caller;
}

const post = (caller: Caller, query: string, body: string | Uint8Array, type: string) =>
	fetch(`${server.url}/api/v1/results?${query}`, {
		method: 'POST',
		headers: { cookie: caller.cookie, 'content-type': type, 'accept-language': 'sv' },
		body: body as BodyInit,
	});

beforeAll(async () => {
	buildPages();
	server = await startServerProcess({ DATABASE_URL: connection.url });
	admin = await signedIn('admin@example.test', true);
	reader = await signedIn('reader@example.test');
}, 180_000);
afterAll(() => server.stop());

describe('POST /results', () => {
	test('takes the printed table of another year as CSV, previews it first, and keeps it once', async () => {
		const query = 'municipalityCode=0115&year=2017&frameworkId=kommunkompassen-2.1';
		const csv = `${PRINTED_CSV.trim()}\n${cellsOf(AREAS_CSV).slice(1).join('\n')}`;
		const look = await post(admin, `${query}&dryRun=true`, csv, 'text/csv');
		expect(look.status).toBe(200);
		expect(await json(look)).toMatchObject({ faults: [], results: [{ total: 603, subquestions: 45 }] });
		expect(await json(await reader.get('/api/v1/results'))).toMatchObject({ total: 0 });

		const kept = await post(admin, query, csv, 'text/csv; charset=utf-8');
		expect(kept.status).toBe(201);
		const { id } = await json(kept);
		expect(await json(await reader.get(`/api/v1/results/${String(id)}`))).toMatchObject({
			municipality: { code: '0115', name: 'Vallentuna' },
			year: 2017,
			level: 'subquestions',
			total: { achieved: 603, max: 800, percent: 75 },
		});
		expect((await post(admin, query, csv, 'text/csv')).status).toBe(409);
		expect((await post(reader, query, csv, 'text/csv')).status).toBe(403);
		expect((await admin.send('DELETE', `/api/v1/results/${String(id)}`)).status).toBe(204);
		expect((await reader.get(`/api/v1/results/${String(id)}`)).status).toBe(404);
		expect((await admin.send('POST', `/api/v1/results/${String(id)}/restore`)).status).toBe(204);
	});

	test('takes JSON: one result, its areas, a list of rows, and a report of ours as it is', async () => {
		const rows = cellsOf(AREAS_CSV)
			.slice(1)
			.map(([id, achieved, max, percent]) => ({
				id,
				achieved: Number(achieved),
				max: Number(max),
				percent: Number(percent),
			}));
		const place = { municipalityCode: '1480', frameworkId: 'kommunkompassen-2.1' };
		const one = await admin.send('POST', '/api/v1/results', { ...place, year: 2016, rows });
		expect(one.status).toBe(201);
		expect(await json(one)).toMatchObject({ results: [{ total: 603, level: 'areas' }] });
		expect((await admin.send('POST', '/api/v1/results', { ...place, year: 2017, areas: rows })).status).toBe(
			201,
		);
		const query = 'municipality=Göteborg&year=2018&framework=2.1';
		expect((await admin.send('POST', `/api/v1/results?${query}`, rows)).status).toBe(201);

		const created = await json(
			await admin.send('POST', '/api/v1/evaluations', { ...place, year: 2020, blind: 'off' }),
		);
		const path = `/api/v1/evaluations/${String(created.id)}`;
		for (const to of ['scoring', 'calibration']) await admin.send('POST', `${path}/phase`, { to });
		for (const { id, max } of KOMMUNKOMPASSEN.areas.flatMap(({ subquestions }) => subquestions))
			await admin.send('PUT', `${path}/consensus/${id}`, { points: max / 2 + 0.25, basedOn: null });
		const report = await json(await admin.get(`${path}/report.json`));
		const again = await admin.send('POST', '/api/v1/results', report);
		expect(again.status).toBe(201);
		expect(await json(again)).toMatchObject({
			results: [{ total: (report.total as { achieved: number }).achieved, subquestions: 45, warnings: [] }],
		});
	});

	test('takes a workbook', async () => {
		const cells = cellsOf(AREAS_CSV).map((row, at) =>
			row.map((value) => (at === 0 ? { value } : { type: Number, value: Number(value) })),
		);
		const workbook = await writeXlsx(cells as never).toBuffer();
		const taken = await post(admin, 'municipality=Malmö&year=2017&framework=2.1', workbook, XLSX);
		expect(await json(taken)).toMatchObject({ results: [{ total: 603, areas: 8 }] });
		expect(taken.status).toBe(201);
	});

	test('names every wrong row, its column, and what is wrong, in the reader’s language', async () => {
		const csv = 'id,achieved,max,percent\n1,72,100,72\n9,1,100,1\n2,elva,100,75\n3,84,100,12\n';
		const query = 'municipality=Lund&year=2017&framework=2.1';
		const refused = await post(admin, query, csv, 'text/csv');
		expect(refused.status).toBe(422);
		const { errors } = (await json(refused)) as { errors: { path: string; message: string }[] };
		expect(errors.map(({ path }) => path)).toEqual(['rows.3.id', 'rows.4.achieved', 'rows.5.percent']);
		expect(errors[1]!.message).toBe('”elva” är inget tal.');
		const look = await json(await post(admin, `${query}&dryRun=true`, csv, 'text/csv'));
		expect(look.faults).toMatchObject([
			{ row: 3, column: 'id' },
			{ row: 4, column: 'achieved' },
			{ row: 5, column: 'percent' },
		]);
	});

	test.each<[string, () => string | Uint8Array, string, number]>([
		['50 MB', () => new Uint8Array(50 * 1024 * 1024).fill(97), 'text/csv', 413],
		['a zip bomb', () => BOMB, XLSX, 422],
		['a workbook cut short', () => zipSync({ 'xl/a.xml': strToU8('x') }).slice(0, 40), XLSX, 422],
		[
			'a picture',
			() => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
			'application/octet-stream',
			422,
		],
		['JSON that is none', () => '{"rows": [', 'application/json', 400],
		['JSON of another shape', () => '{"rows": [{"id": {}}]}', 'application/json', 422],
		['nothing', () => '', 'text/csv', 400],
	])(
		'refuses %s with a sentence',
		async (_, body, type, status) => {
			const refused = await post(admin, 'municipality=Lund&year=2017&framework=2.1', body(), type);
			expect(refused.status).toBe(status);
			expect(refused.headers.get('content-type')).toBe('application/problem+json');
			const { detail } = await json(refused);
			expect(String(detail)).toMatch(/\.$/);
		},
		60_000,
	);
});

test('rankings, developments, cohorts and comparisons answer as they are declared', async () => {
	const made = await admin.send('POST', '/api/v1/cohorts', {
		name: 'Alla 2016–18',
		frameworkId: 'kommunkompassen-2.1',
		from: 2016,
		to: 2018,
	});
	expect(made.status).toBe(201);
	const cohort = await json(made);
	expect(cohort.n).toBeGreaterThan(1);
	expect(await json(await reader.get(`/api/v1/cohorts/${String(cohort.id)}`))).toMatchObject({
		areas: { 1: { mean: 72 } },
	});
	const ranking = await json(
		await reader.get(
			`/api/v1/compare/ranking?frameworkId=kommunkompassen-2.1&area=1&cohortId=${String(cohort.id)}`,
		),
	);
	expect(ranking.rows).toMatchObject([{ place: 1, tied: true }, { place: 1 }, { place: 1 }]);
	expect((await reader.get('/api/v1/compare/ranking')).status).toBe(422);
	expect((await reader.get('/api/v1/compare/development?municipality=Atlantis')).status).toBe(422);
	expect(await json(await reader.get('/api/v1/compare/development?municipality=Göteborg'))).toMatchObject({
		total: [{ year: 2016 }, { year: 2017, change: 0 }, { year: 2018 }, { year: 2020 }],
	});

	const list = (await (await admin.get('/api/v1/evaluations')).json()) as { id: string }[];
	const path = `/api/v1/evaluations/${list[0]!.id}`;
	expect((await admin.send('PUT', `${path}/cohort`, { cohortId: cohort.id })).status).toBe(204);
	expect(await json(await admin.get(path))).toMatchObject({ cohortId: cohort.id });
	expect(await json(await admin.get(`${path}/comparison`))).toMatchObject({
		cohort: { id: cohort.id },
		previous: { year: 2018, comparability: 'full' },
	});
	expect((await reader.get(`${path}/comparison`)).status).toBe(404);
	expect((await admin.send('DELETE', `/api/v1/cohorts/${String(cohort.id)}`)).status).toBe(409);
	expect((await new Caller(server.url).get('/api/v1/results')).status).toBe(401);
});
