/** What goes from one node to another with a request, between two real servers; who holds what is decided elsewhere. */
import { once } from 'node:events';
import {
	createServer,
	get,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type RequestListener,
	type Server,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createForward, placeOf } from '#server/cluster/forward.ts';
import { createMetrics } from '#server/metrics.ts';
import { runRequest } from '#server/observability/request-context.ts';
import { nameRequest } from '#server/observability/request-id.ts';
import { createWatchRequests } from '#server/observability/watch-requests.ts';
import { freePort } from '../../support/free-port.ts';

const servers = new Set<Server>();
async function listen(server: Server, host = '127.0.0.1'): Promise<string> {
	servers.add(server);
	server.listen(0, host);
	await once(server, 'listening');
	return `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
	all?.some(({ address }) => address === '::1'),
);
afterAll(() => {
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
});

let heard: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
let lines: Record<string, unknown>[] = [];
const log = pino(
	{ base: undefined },
	{ write: (line: string) => void lines.push(JSON.parse(line) as never) },
);
beforeEach(() => {
	heard = [];
	lines = [];
});

/** The node that holds everything; it names requests as any node does. */
const holds: RequestListener = (request, response) => {
	// Those who hand on ask now and then whether it still answers.
	if (request.url === '/healthz') return void response.end();
	heard.push({ url: request.url, headers: { ...request.headers } });
	response.setHeader('x-request-id', nameRequest(request));
	response.end('from the holder');
};
const takes = (request: IncomingMessage, socket: Duplex): void => {
	heard.push({ url: request.url, headers: request.headers });
	const id = nameRequest(request);
	socket.write(
		`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nx-request-id: ${id}\r\n\r\n`,
	);
};
const holder = (): Server => createServer(holds).on('upgrade', takes);
const holderAddress = await listen(holder());

/** A node that hands everything on to that address. */
async function node(to: string) {
	const metrics = createMetrics({ processMetrics: false });
	const forward = createForward({
		nodeId: 'node-a',
		route: () => Promise.resolve(to),
		routeToNode: () => Promise.resolve(to),
		cutOff: () => false,
		log,
		metrics: metrics.cluster,
		problem: ({ headers }) => `problem in ${headers['accept-language']}`,
	});
	const watch = createWatchRequests({ log, metrics: metrics.http });
	const here: RequestListener = (request, response) =>
		watch(request, response, () => {
			void forward.request(request, response).then((taken) => {
				if (!taken) response.end('from here');
			});
		});
	const server = createServer(here);
	server.on('upgrade', (request, socket, head: Buffer) =>
		runRequest(
			{ id: nameRequest(request) },
			() => void forward.upgrade(request, socket, head, () => Promise.resolve(true)),
		),
	);
	return { url: await listen(server), figures: () => metrics.registry.metrics() };
}

test('a request keeps its id at the node that holds the evaluation, and is counted as handed on', async () => {
	const { url, figures } = await node(holderAddress);
	const response = await fetch(`${url}/api/v1/evaluations/evaluation-1`, {
		headers: { 'x-request-id': 'outer-0001' },
	});
	expect(await response.text()).toBe('from the holder');
	expect(response.headers.get('x-request-id')).toBe('outer-0001');
	expect(heard).toMatchObject([{ headers: { 'x-request-id': 'outer-0001', 'x-samsyn-node': 'node-a' } }]);
	await expect.poll(() => lines.at(-1)).toMatchObject({ route: 'another node', status: 200 });
	expect(await figures()).toContain('samsyn_handed_on_total{kind="request",outcome="taken"} 1');
	expect(await figures()).toMatch(
		/samsyn_http_requests_total\{route="another node",method="GET",status="200"\} 1/,
	);
});

test('a request that came without an id has the same new one at both', async () => {
	const { url } = await node(holderAddress);
	const response = await fetch(`${url}/evaluations/evaluation-1`);
	expect(heard[0]?.headers['x-request-id']).toBe(response.headers.get('x-request-id'));
});

test('so has a socket, with one header alone that says it', async () => {
	const { url, figures } = await node(holderAddress);
	const request = get(`${url}/sync/evaluation/evaluation-1`, {
		headers: { connection: 'upgrade', upgrade: 'websocket', 'x-request-id': 'forged name', cookie: 'kept' },
	});
	const [response, socket] = (await once(request, 'upgrade')) as [{ headers: IncomingHttpHeaders }, Duplex];
	const id = response.headers['x-request-id'];
	expect(id).toMatch(/^[\da-f-]{36}$/);
	expect(heard).toMatchObject([{ headers: { 'x-request-id': id, cookie: 'kept' } }]);
	expect(await figures()).toContain('samsyn_handed_on_total{kind="socket",outcome="taken"} 1');
	socket.destroy();
});

test.runIf(hasIpv6)('a holder with an address of IPv6 gets both', async () => {
	const { url } = await node(await listen(holder(), '::1'));
	expect(await (await fetch(`${url}/evaluations/evaluation-1`)).text()).toBe('from the holder');
	const request = get(`${url}/sync/evaluation/evaluation-1`, {
		headers: { connection: 'upgrade', upgrade: 'websocket' },
	});
	const [, socket] = (await once(request, 'upgrade')) as [IncomingMessage, Duplex];
	expect(heard).toHaveLength(2);
	socket.destroy();
});

test('a node whose address has no port is at that of HTTP', () => {
	const places = ['http://10.0.0.5', 'http://node-1:80', 'http://[fd00::5]:3000'].map((address) =>
		placeOf(new URL(address)),
	);
	expect(places).toEqual([
		{ host: '10.0.0.5', port: 80 },
		{ host: 'node-1', port: 80 },
		{ host: 'fd00::5', port: 3000 },
	]);
});

test('a holder that does not answer is told and counted, without the address that was asked for', async () => {
	const { url, figures } = await node(`http://127.0.0.1:${await freePort()}`);
	const response = await fetch(`${url}/api/v1/evaluations/evaluation-1?secret=x`, {
		headers: { 'accept-language': 'sv' },
	});
	expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
		503,
		'application/problem+json',
		'problem in sv',
	]);
	expect(await figures()).toContain('samsyn_handed_on_total{kind="request",outcome="away"} 1');
	expect(lines).toContainEqual(expect.objectContaining({ level: 40, evaluation: 'evaluation-1' }));
	expect(JSON.stringify(lines)).not.toContain('secret');
});

test('what is about no evaluation stays', async () => {
	const { url } = await node(holderAddress);
	expect(await (await fetch(`${url}/api/v1/me`)).text()).toBe('from here');
	expect(heard).toEqual([]);
});

/** The first bytes that whoever opens a socket through a node hears after the head of the answer. */
async function firstThrough(node: { url: string }): Promise<string> {
	const request = get(`${node.url}/sync/evaluation/evaluation-1`, {
		headers: { connection: 'upgrade', upgrade: 'websocket' },
	});
	const [, socket, head] = (await once(request, 'upgrade')) as [unknown, Duplex, Buffer];
	socket.destroy();
	return head.toString();
}

/** Answers calls with these words, and every socket with them right behind the head of its answer. */
const saying = (words: string): Server =>
	createServer((_, response) => response.end(words)).on('upgrade', (_, socket) =>
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${words}`,
		),
	);

test('what others have written in the document is not taken for a node that cannot answer', async () => {
	const words = '\r\nx-samsyn-node: away';
	const held = await listen(saying(words));
	expect(await firstThrough(await node(held))).toBe(words);
});

test('a body that the holder has answered before it came whole blocks nothing behind it', async () => {
	// It says what it has to say at once, whatever is still to come.
	const refusing = createServer((request, response) => {
		if (request.method === 'GET') return void response.end('the next');
		response.writeHead(415, { 'content-length': 0 }).end();
		request.resume();
	});
	const { url } = await node(await listen(refusing));
	const socket = connect(Number(new URL(url).port), '127.0.0.1');
	const heard: string[] = [];
	socket.on('data', (data: Buffer) => heard.push(data.toString()));
	const body = Buffer.alloc(4 * 1024 * 1024);
	const to = '/api/v1/evaluations/evaluation-1 HTTP/1.1\r\nhost: node\r\n';
	socket.write(`POST ${to}content-length: ${body.length}\r\n\r\n`);
	socket.write(body.subarray(0, 1_000));
	await expect.poll(() => heard.join('')).toContain(' 415 ');
	socket.write(body.subarray(1_000));
	socket.write(`GET ${to}\r\n`);
	await expect.poll(() => heard.join('')).toContain('the next');
	socket.destroy();
});
