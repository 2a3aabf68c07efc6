/** Traces to a real receiver: what was done for a request is beneath it, and without a collector nothing is even loaded. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccounts, OPERATOR } from '#server/auth/accounts.ts';
import { freshDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../../support/http-server.ts';
import { logLine } from '../../support/log-lines.ts';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../../support/otlp-receiver.ts';
import { closeClients, yClientIn } from '../../support/sync-client.ts';

const PASSWORD = 'klargröna björkar';
const connection = await freshDatabase();
const accounts = createAccounts({ connection, sync: { closeUser: () => 0 } });
const EMAIL = 'spar@example.test';
let receiver: OtlpReceiver;
let server: ServerProcess | undefined;

beforeAll(async () => {
	buildPages();
	receiver = await startOtlpReceiver();
	await accounts.create(OPERATOR, { email: EMAIL, name: 'Sperling Spår', password: PASSWORD, admin: false });
}, 180_000);
afterEach(async () => {
	closeClients();
	await server?.stop();
	receiver.spans.length = 0;
});
afterAll(() => receiver.stop());

async function start(env: Record<string, string>): Promise<ServerProcess> {
	return (server = await startServerProcess({ DATABASE_URL: connection.url, LOG_LEVEL: 'debug', ...env }));
}

async function newEvaluation(caller: Caller): Promise<string> {
	const [framework] = (await (await caller.get('/api/v1/frameworks')).json()) as { id: string }[];
	const made = await caller.send('POST', '/api/v1/evaluations', {
		frameworkId: framework?.id,
		municipalityCode: '0115',
		year: 2019,
		blind: 'off',
		members: [],
	});
	return ((await made.json()) as { id: string }).id;
}

const named = (name: string): ReceivedSpan => {
	const found = receiver.spans.find((span) => span.name === name);
	if (!found) throw new Error(`no span ${name} among ${receiver.spans.map((span) => span.name).join(', ')}`);
	return found;
};

test('what was done for a request is beneath it, and the request beneath whoever asked', async () => {
	const at = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SERVICE_NAME: 'samsyn-here' });
	const caller = new Caller(at.url);
	await caller.signIn(EMAIL, PASSWORD);
	const id = await newEvaluation(caller);
	const trace = '0af7651916cd43dd8448eb211c80319c';
	const response = await caller.send(
		'POST',
		`/api/v1/evaluations/${id}/phase`,
		{ to: 'scoring' },
		{
			traceparent: `00-${trace}-b7ad6b7169203331-01`,
		},
	);
	expect(response.status).toBe(200);
	await logLine(at, { request: response.headers.get('x-request-id'), trace, msg: 'request' });
	const editor = await yClientIn(
		{ url: `${at.url.replace('http', 'ws')}/sync`, origin: at.url },
		`evaluation/${id}`,
		caller,
	);
	await editor.write((doc) => doc.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' }));
	expect((await caller.get(`/api/v1/evaluations/${id}/report.csv`)).status).toBe(200);
	closeClients();
	// What is left is sent at the end.
	expect(await at.stop()).toBe(0);

	const request = named('POST /api/v1/evaluations/[id]/phase');
	expect(request).toMatchObject({
		traceId: trace,
		parentSpanId: 'b7ad6b7169203331',
		service: 'samsyn-here',
		attributes: {
			'http.route': '/api/v1/evaluations/[id]/phase',
			'http.response.status_code': 200,
			'samsyn.request': response.headers.get('x-request-id'),
		},
	});
	const command = receiver.spans.find(
		(span) => span.name === 'command' && span.parentSpanId === request.spanId,
	);
	expect(command).toMatchObject({ traceId: trace });
	expect(receiver.spans).toContainEqual(
		expect.objectContaining({ name: 'room load', traceId: trace, parentSpanId: command?.spanId }),
	);
	expect(named('join').attributes).toMatchObject({ 'samsyn.room': `evaluation/${id}` });
	expect(named('commit').parentSpanId ?? '').toBe('');
	expect(named('commit').attributes).toMatchObject({ 'samsyn.rows': 1, 'samsyn.rooms': 1 });
	expect(named('export')).toMatchObject({
		parentSpanId: named('GET /api/v1/evaluations/[id]/report.csv').spanId,
		attributes: { 'samsyn.format': 'csv' },
	});
	expect(JSON.stringify(receiver.spans)).not.toMatch(new RegExp(`${EMAIL}|Sperling|samsyn_session`));
});

test('without a collector nothing is sent, and no line names a trace', async () => {
	const before = receiver.requests();
	const at = await start({});
	const caller = new Caller(at.url, {
		traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
	});
	const response = await caller.get('/api/v1/me');
	const line = await logLine(at, { request: response.headers.get('x-request-id') });
	expect(line).not.toHaveProperty('trace');
	await at.stop();
	expect(receiver.requests()).toBe(before);
});

test('a collector that is away costs a warning, and nobody anything else', async () => {
	const at = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
	const caller = new Caller(at.url);
	expect((await caller.signIn(EMAIL, PASSWORD)).status).toBe(204);
	expect((await caller.get('/api/v1/me')).status).toBe(200);
	// The first batch goes after five seconds.
	await logLine(at, { level: 40, msg: 'traces are not taken' });
	expect((await caller.get('/api/v1/me')).status).toBe(200);
	expect(await at.stop()).toBe(0);
});
