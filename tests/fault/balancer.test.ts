/**
 * Two nodes behind the balancer as `deploy/haproxy` sets it up, over TLS: people reach their evaluation through it, those
 * of one evaluation come to one node, and what happens to a node costs them seconds and nothing that was acknowledged.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyAll } from '#server/services/verification.ts';
import { freePort } from '../support/free-port.ts';
import { balancerPrograms, startBalancer, type Balancer } from '../support/haproxy.ts';
import { buildPages, startServerProcess, type ServerProcess } from '../support/http-server.ts';
import { pdf } from '../support/pictures.ts';
import { PostgresProcess } from '../support/postgres-process.ts';
import { redisProgram, startRedis, type RedisServer } from '../support/redis.ts';
import { closeClients, yClientIn, type YClient } from '../support/sync-client.ts';
import { worldOn, type Person, type World } from '../support/sync-server.ts';

const BACK_WITHIN_MS = 5_000;
const CALLER = '127.0.0.1';
/** What a client makes of a socket that ended without a word. */
const CUT = 1006;

const programs = balancerPrograms();
const program = redisProgram();
const here = programs !== undefined && program !== undefined;
if (!here)
	console.log('not run: the balancer before several nodes, HAProxy, openssl or Redis are not to be had here');

type Name = 'one' | 'two';

describe.runIf(here)('behind the balancer', () => {
	const dir = path.join(tmpdir(), `samsyn-balanced-${process.pid}`);
	const nodes = new Map<Name, ServerProcess>();
	const ports = new Map<Name, number>();
	let postgres: PostgresProcess;
	let connection: ReturnType<PostgresProcess['connect']>;
	let redis: RedisServer;
	let balancer: Balancer;
	let world: World;
	let origin: string;
	let plain: string;
	let lea: Person;
	let eva: Person;

	async function start(name: Name): Promise<void> {
		const server = await startServerProcess({
			DATABASE_URL: postgres.url,
			REDIS_URL: redis.url,
			ORIGIN: origin,
			TRUSTED_PROXIES: '1',
			PORT: String(ports.get(name)),
			DATA_DIR: dir,
		});
		nodes.set(name, server);
	}

	beforeAll(async () => {
		buildPages();
		postgres = await PostgresProcess.start('balanced');
		connection = postgres.connect();
		redis = await startRedis(program!);
		const [https, http, one, two] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
		ports.set('one', one).set('two', two);
		origin = `https://localhost:${https}`;
		plain = `http://localhost:${http}`;
		world = await worldOn(connection, () => undefined);
		[lea, eva] = await Promise.all([world.person('Lea'), world.person('Eva')]);
		await Promise.all([start('one'), start('two')]);
		const addresses = [`127.0.0.1:${one}`, `127.0.0.1:${two}`] as const;
		balancer = await startBalancer(programs!, { https, plain: http, nodes: addresses });
		setDefaultCACertificates([...getCACertificates('default'), balancer.certificate]);
		await serving('one', 'two');
	}, 300_000);

	afterEach(async () => {
		closeClients();
		for (const name of ['one', 'two'] as const) {
			nodes.get(name)?.process.kill('SIGCONT');
			if (nodes.get(name)?.process.exitCode !== null || nodes.get(name)?.process.signalCode !== null)
				await start(name);
		}
		await serving('one', 'two');
	});

	afterAll(async () => {
		await balancer?.stop();
		await Promise.all([...nodes.values()].map((node) => node.stop()));
		await connection?.close();
		await redis?.stop();
		await postgres?.remove();
		rmSync(dir, { recursive: true, force: true });
	});

	/** The nodes that the balancer sends new work to. */
	async function taking(): Promise<string[]> {
		const rows = (await balancer.tell('show stat')).split('\n').map((line) => line.split(','));
		return rows
			.filter(([backend, , ...rest]) => backend === 'evaluations' && rest[15]?.startsWith('UP'))
			.map(([, server = '']) => server)
			.filter((server) => server === 'one' || server === 'two')
			.sort();
	}
	const serving = (...names: Name[]) =>
		vi.waitFor(async () => expect(await taking()).toEqual(names), { timeout: 20_000, interval: 100 });

	const newEvaluation = () =>
		world.evaluation([
			{ person: lea, role: 'lead' },
			{ person: eva, role: 'evaluator' },
		]);
	const at = () => ({ url: `${origin.replace('https', 'wss')}/sync`, origin });
	const join = (evaluationId: string, who: Person) => yClientIn(at(), `evaluation/${evaluationId}`, who);
	const call = (address: string, { method = 'GET', body, headers = {} }: RequestInit = {}) =>
		fetch(origin + address, {
			method,
			redirect: 'manual',
			headers: { cookie: lea.cookie, origin, ...(headers as Record<string, string>) },
			...(body !== undefined && { body }),
		});

	const finding = (client: YClient, key: string) =>
		client.write((doc) => void doc.getMap('findings').set(key, { kind: 'strength', area: '1', order: 'a0' }));
	const has = (client: YClient, key: string) =>
		client.until(() => client.doc.getMap('findings').has(key), key);

	async function holderOf(evaluationId: string): Promise<Name> {
		const { rows } = await connection.pool.query<{ address: string }>(
			'select address from evaluation_owner join node on node.id = node_id where evaluation_id = $1',
			[evaluationId],
		);
		const port = Number(new URL(rows[0]!.address).port);
		return ports.get('one') === port ? 'one' : 'two';
	}
	const other = (name: Name): Name => (name === 'one' ? 'two' : 'one');

	/** Which of the nodes got what was about an evaluation, by the balancer's own log. */
	const sentTo = (evaluationId: string): string[] =>
		balancer.log
			.filter((line) => line.endsWith(`evaluation=${evaluationId}`))
			.map((line) => line.split(' ')[1]!);

	test('all that is about one evaluation comes to the node that holds it, and evaluations to both nodes', async () => {
		const ids = await Promise.all(Array.from({ length: 12 }, newEvaluation));
		const holders = new Set<Name>();
		for (const id of ids) {
			const [one, two] = [await join(id, lea), await join(id, eva)];
			await finding(one, 'a');
			await has(two, 'a');
			expect((await call(`/api/v1/evaluations/${id}/content`)).status).toBe(200);
			expect((await call(`/evaluations/${id}`)).status).toBeLessThan(400);
			const holder = await holderOf(id);
			holders.add(holder);
			one.close();
			two.close();
			// Two sockets, a call and a page.
			await expect.poll(() => sentTo(id)).toEqual(Array(4).fill(`evaluations/${holder}`));
		}
		expect([...holders].sort()).toEqual(['one', 'two']);
	});

	test('everything else goes to the nodes in turn', async () => {
		const before = balancer.log.length;
		for (let n = 0; n < 4; n++) expect((await call('/api/v1/me')).status).toBe(200);
		await expect.poll(() => balancer.log.length - before).toBeGreaterThanOrEqual(4);
		expect(new Set(balancer.log.slice(before).map((line) => line.split(' ')[1]))).toEqual(
			new Set(['others/one', 'others/two']),
		);
	});

	test('the product knows that people come by https, and from where; a caller’s own word for it counts nothing', async () => {
		const redirected = await fetch(`${plain}/evaluations?x=1`, { redirect: 'manual' });
		expect(redirected.status).toBe(308);
		expect(redirected.headers.get('location')).toMatch(/^https:\/\/localhost(:\d+)?\/evaluations\?x=1$/);

		const refused = await call('/api/v1/session', {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.66', cookie: '' },
			body: JSON.stringify({ email: 'nobody@example.test', password: 'gissat lösenord' }),
		});
		expect(refused.status).toBe(401);
		expect(refused.headers.get('strict-transport-security')).toMatch(/max-age/);
		const logged = () => [...nodes.values()].map((node) => node.log()).join('');
		await expect.poll(logged).toContain(`"ip":"${CALLER}"`);
		expect(logged()).not.toContain('192.0.2.66');
	});

	test('a request is named by the balancer, in its log as at the node; a caller’s own word for it and its trace are dropped', async () => {
		const own = {
			'x-request-id': 'caller-0001',
			traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
			tracestate: 'of=caller',
		};
		const id = await newEvaluation();
		const named = await call(`/api/v1/evaluations/${id}`, { headers: own });
		const request = named.headers.get('x-request-id');
		expect(request).toMatch(/^[\da-f-]{36}$/);
		await expect.poll(() => balancer.log.join('\n')).toContain(`request=${request} evaluation=${id}`);

		// All that comes out of it: heard by a listener in place of the nodes.
		let heard: IncomingHttpHeaders = {};
		const listener = createServer(({ url, headers }, response) => {
			if (url === '/heard') heard = headers;
			response.end();
		}).listen(0, '127.0.0.1');
		await once(listener, 'listening');
		const place = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
		const [https, http] = await Promise.all([freePort(), freePort()]);
		const before = await startBalancer(programs!, { https, plain: http, nodes: [place, place] });
		try {
			setDefaultCACertificates([...getCACertificates('default'), balancer.certificate, before.certificate]);
			await fetch(`https://localhost:${https}/heard`, { headers: own });
			expect(heard['x-request-id']).toMatch(/^[\da-f-]{36}$/);
			expect(Object.keys(heard)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^trace/)]));
		} finally {
			await before.stop();
			listener.close();
			listener.closeAllConnections();
		}
	});

	test('figures stay inside', async () => {
		expect((await call('/metrics')).status).toBe(404);
		expect((await fetch(`http://127.0.0.1:${ports.get('one')}/metrics`)).status).toBe(200);
	});

	test('a file nearly as large as any that is taken goes up and comes back', async () => {
		const id = await newEvaluation();
		const bytes = pdf(randomBytes(18 * 1024 ** 2).toString('base64'));
		const added = await call(`/api/v1/evaluations/${id}/files?name=bilaga.pdf`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: new Uint8Array(bytes),
		});
		const file = (await added.json()) as { id: string };
		expect(file).toMatchObject({ size: bytes.length });
		const back = await call(`/files/${file.id}`);
		expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
	});

	test('a node that dies is taken out, and its people go on within seconds with all that was acknowledged', async () => {
		const id = await newEvaluation();
		const writer = await join(id, lea);
		const acknowledged = Array.from({ length: 20 }, (_, n) => `f${n}`);
		for (const key of acknowledged) await finding(writer, key);
		const holder = await holderOf(id);
		const dead = nodes.get(holder)!;
		const closed = writer.until(() => !writer.provider.wsconnected, 'the socket to end');
		dead.process.kill('SIGKILL');
		const away = performance.now();
		await closed;
		// What is asked while it is only just gone is asked elsewhere.
		expect((await call('/api/v1/me')).status).toBe(200);
		await writer.synced();
		expect(performance.now() - away).toBeLessThan(BACK_WITHIN_MS);
		await finding(writer, 'after');
		expect(await holderOf(id)).toBe(other(holder));
		const fresh = await join(id, eva);
		for (const key of [...acknowledged, 'after']) await has(fresh, key);
		await serving(other(holder));
		expect((await verifyAll(connection.db)).faults).toEqual([]);
	});

	test('a node that stands still is taken out as well, its sockets cut', async () => {
		const id = await newEvaluation();
		const writer = await join(id, lea);
		await finding(writer, 'before');
		const holder = await holderOf(id);
		const paused = performance.now();
		nodes.get(holder)!.process.kill('SIGSTOP');
		await writer.until(() => !writer.provider.wsconnected, 'the socket to be cut');
		await writer.until(() => writer.provider.synced, 'to be back');
		expect(performance.now() - paused).toBeLessThan(BACK_WITHIN_MS);
		await finding(writer, 'after');
		expect(await holderOf(id)).toBe(other(holder));
		expect((await verifyAll(connection.db)).faults).toEqual([]);
	});

	test('a node that ends leaves its people to the other at once', async () => {
		const id = await newEvaluation();
		const writer = await join(id, lea);
		await finding(writer, 'before');
		const holder = await holderOf(id);
		const end = writer.end();
		const away = performance.now();
		expect(await nodes.get(holder)!.stop()).toBe(0);
		await end;
		await writer.until(() => writer.provider.synced, 'to be back');
		expect(performance.now() - away).toBeLessThan(BACK_WITHIN_MS);
		await finding(writer, 'after');
		expect(await holderOf(id)).toBe(other(holder));
	});

	test('a node taken out by hand gets nothing new, and whoever works there works on', async () => {
		const id = await newEvaluation();
		const early = await join(id, lea);
		const holder = await holderOf(id);
		expect(await balancer.tell(`set server evaluations/${holder} state drain`)).toBe('');
		const late = await join(id, eva);
		await finding(late, 'late');
		await has(early, 'late');
		expect(early.closes).toEqual([]);
		late.close();
		await expect.poll(() => sentTo(id)).toEqual([`evaluations/${other(holder)}`]);
		expect(await balancer.tell(`set server evaluations/${holder} state ready`)).toBe('');
	});

	test('with the database away people hear what is the matter from the nodes themselves, and work on afterwards', async () => {
		const id = await newEvaluation();
		const writer = await join(id, lea);
		await finding(writer, 'before');
		postgres.kill();
		try {
			await serving();
			const ready = await call('/readyz');
			expect(ready.status).toBe(503);
			expect(await ready.json()).toMatchObject({ ready: false });
			await writer.until(() => writer.closes.length > 1, 'to be turned away by a node');
			// Closed in words by the nodes themselves, not cut by the balancer.
			expect(writer.closes.filter(({ code }) => code === CUT)).toEqual([]);
		} finally {
			await postgres.again();
		}
		await serving('one', 'two');
		await writer.until(() => writer.provider.synced, 'to be back');
		await finding(writer, 'after');
		expect((await verifyAll(connection.db)).faults).toEqual([]);
	});
});
