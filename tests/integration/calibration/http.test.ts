/** A meeting over HTTP and sockets, on the built product, which is killed in the middle of it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { readSession } from '#document/session.ts';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { closeClients, yClientIn, type YClient } from '../../support/sync-client.ts';

const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const PASSWORD = 'klargröna björkar';
const NAMES = ['lead', 'eva', 'bo', 'watcher', 'reviewer'] as const;
type Name = (typeof NAMES)[number];
const ids = new Map<Name, string>();
let server: ServerProcess;
let people: Map<Name, Caller>;

const idOf = (name: Name): string => ids.get(name)!;
const caller = (name: Name): Caller => people.get(name)!;

async function start(): Promise<void> {
	server = await startServerProcess({ DATABASE_URL: connection.url });
	people = new Map();
	for (const name of NAMES) {
		const one = new Caller(server.url);
		expect((await one.signIn(`${name}@example.test`, PASSWORD)).status).toBe(204);
		people.set(name, one);
	}
}

beforeAll(async () => {
	buildPages();
	for (const name of NAMES) {
		const email = `${name}@example.test`;
		const person = { email, name: 'Petra Ek', password: PASSWORD, admin: false };
		ids.set(name, (await accounts.create(OPERATOR, person)).id);
	}
	await start();
}, 300_000);
afterAll(() => server.stop());
afterEach(closeClients);

const connect = (name: Name, evaluationId: string): Promise<YClient> =>
	yClientIn(
		{ url: `${server.url.replace('http', 'ws')}/sync`, origin: server.url },
		`evaluation/${evaluationId}`,
		{ cookie: caller(name).cookie },
	);

const sessionOf = ({ doc }: YClient) => readSession(doc.getMap('session').entries());

test('what the facilitator does is on every screen, and still there after the server was killed', async () => {
	const created = await caller('lead').send('POST', '/api/v1/evaluations', {
		frameworkId: KOMMUNKOMPASSEN.id,
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [
			{ email: 'eva@example.test', role: 'evaluator' },
			{ email: 'bo@example.test', role: 'evaluator' },
			{ email: 'watcher@example.test', role: 'observer' },
			{ email: 'reviewer@example.test', role: 'reviewer' },
		],
	});
	const { id } = (await created.json()) as { id: string };
	const call = async (who: Name, method: string, path: string, body?: unknown) => {
		const response = await caller(who).send(method, `/api/v1/evaluations/${id}${path}`, body);
		const text = await response.text();
		const json = response.headers.get('content-type')?.includes('json') === true;
		return { status: response.status, body: json ? (JSON.parse(text) as Record<string, unknown>) : text };
	};
	const ok = async (...args: Parameters<typeof call>) => {
		const { status, body } = await call(...args);
		expect(`${status} ${status < 300 ? '' : JSON.stringify(body)}`.trim()).toMatch(/^20[04]$/);
		return body;
	};
	for (const to of ['scoring', 'calibration']) await ok('lead', 'POST', '/phase', { to });
	const eva = await connect('eva', id);
	const bo = await connect('bo', id);
	const watcher = await connect('watcher', id);
	await eva.write((doc) => doc.getMap('scores').set(`1.2/${idOf('eva')}`, { points: 4 }));
	await bo.write((doc) => doc.getMap('scores').set(`1.2/${idOf('bo')}`, { points: 16 }));

	expect(await call('eva', 'POST', '/session')).toMatchObject({
		status: 403,
		body: { code: 'notFacilitating' },
	});
	await ok('lead', 'PUT', '/session/facilitator', { userId: idOf('eva') });
	await ok('lead', 'PUT', '/session/scribe', { userId: idOf('bo') });
	expect(await ok('eva', 'POST', '/session')).toMatchObject({ agenda: ['1.2'], current: '1.2' });
	await ok('eva', 'PUT', '/session/agenda', { subquestions: ['1.2', '8.7'] });
	await ok('eva', 'PUT', '/session/timer', { seconds: 600 });
	await ok('bo', 'PUT', '/session/discussed/1.2');
	await ok('bo', 'PUT', `/session/spoken/1.2/${idOf('bo')}`);
	expect(await ok('eva', 'PUT', '/session/rounds/1.2', { n: 2 })).toEqual({ n: 2 });
	for (const screen of [eva, bo, watcher]) {
		await screen.until(() => sessionOf(screen).rounds.has('1.2'), 'the second round');
		const { state, discussed, spoken } = sessionOf(screen);
		expect(state).toMatchObject({ facilitator: idOf('eva'), current: '1.2', timer: { seconds: 600 } });
		expect([discussed.has('1.2'), spoken.get('1.2')?.has(idOf('bo'))]).toEqual([true, true]);
	}
	await bo.write((doc) => doc.getMap('scores').set(`1.2/${idOf('bo')}`, { points: 8 }));
	const before = (await ok('watcher', 'GET', '/session')) as Record<string, unknown>;

	closeClients();
	await server.stop('SIGKILL');
	await start();
	const after = (await ok('watcher', 'GET', '/session')) as Record<string, unknown>;
	expect({ ...after, serverTime: before.serverTime }).toEqual(before);
	const again = await connect('watcher', id);
	expect(again.doc.getMap('firstScores').get(`1.2/${idOf('bo')}`)).toEqual({ points: 16 });
	expect(again.doc.getMap('scores').get(`1.2/${idOf('bo')}`)).toEqual({ points: 8 });

	await ok('lead', 'PUT', '/session/facilitator', { userId: idOf('lead') });
	expect((await call('eva', 'PUT', '/session/focus', { subquestionId: '8.7' })).status).toBe(403);
	await ok('lead', 'PUT', '/session/focus', { subquestionId: '8.7' });
	await again.until(() => sessionOf(again).state.current === '8.7', 'the focus');

	const outside = { points: 9, basedOn: null };
	expect(await call('lead', 'PUT', '/consensus/1.2', outside)).toMatchObject({
		status: 422,
		body: { code: 'motiveRequired', errors: [{ path: 'motive', code: 'motiveOutsideRange' }] },
	});
	await ok('lead', 'PUT', '/consensus/1.2', { ...outside, motive: 'a document that came late' });
	const board = (await ok('watcher', 'GET', '/board')) as { counts: Record<string, number> };
	expect(board.counts.proposed).toBe(1);
	expect(await ok('watcher', 'GET', '/agreement')).toMatchObject({ raters: [idOf('eva'), idOf('bo')] });
	expect(await ok('bo', 'GET', '/agreement.csv?round=first')).toContain(',4,16,20,80');
	for (const path of ['/session', '/board', '/agreement', '/agreement.csv'])
		expect((await call('reviewer', 'GET', path)).status).toBe(403);
	await ok('lead', 'DELETE', `/session/spoken/1.2/${idOf('bo')}`);
	await ok('lead', 'DELETE', '/session/timer');
	await ok('lead', 'DELETE', '/session');
	await again.until(() => !sessionOf(again).state.open, 'the end of the session');
}, 120_000);
