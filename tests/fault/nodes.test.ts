/**
 * Several nodes on one database: whichever of them a page or a program reaches, it works on the one document; and a node
 * that is killed, paused or cut off costs a moment and never an edit.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { CLOSE } from '#document/close-codes.ts';
import { startEmbeddedPostgres } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { connect } from '#server/db/pool.ts';
import { verifyAll } from '#server/services/verification.ts';
import { buildPages, startServerProcess, type ServerProcess } from '../support/http-server.ts';
import { freePort } from '../support/free-port.ts';
import { redisProgram, startRedis } from '../support/redis.ts';
import { closeClients, yClient, yClientIn, type YClient } from '../support/sync-client.ts';
import { worldOn, type Person } from '../support/sync-server.ts';

/** One address for all nodes, as behind a balancer. */
const ORIGIN = 'http://localhost:9';
const ROUNDS = process.env.SAMSYN_SOAK ? 20 : 2;
const BACK_WITHIN_MS = 5_000;

const program = redisProgram();
const several = test.skipIf(program === undefined);
if (program === undefined) console.log('not run: several nodes, no Redis or Valkey server is to be had here');

const dir = path.join(tmpdir(), `samsyn-nodes-${process.pid}`);
const postgres = await startEmbeddedPostgres(dir);
const connection = connect(postgres.url, pino({ level: 'silent' }));
await migrate(connection.db);
const world = await worldOn(connection, () => undefined);
const redis = program === undefined ? undefined : await startRedis(program);
const [lea, eva, bo] = await Promise.all(['Lea', 'Eva', 'Bo'].map((name) => world.person(name)));
buildPages();

interface Node extends ServerProcess {
	/** Where the other nodes reach it. */
	address: string;
	at: { url: string; origin: string };
}
const nodes = new Set<Node>();

async function startNode(redisUrl = redis?.url ?? ''): Promise<Node> {
	const port = await freePort();
	const server = await startServerProcess({
		DATABASE_URL: postgres.url,
		REDIS_URL: redisUrl,
		ORIGIN,
		PORT: String(port),
		DATA_DIR: dir,
		LOG_LEVEL: 'error',
	});
	const node = {
		...server,
		address: `http://127.0.0.1:${port}`,
		at: { url: `ws://127.0.0.1:${port}/sync`, origin: ORIGIN },
	};
	nodes.add(node);
	return node;
}

const newEvaluation = (...others: Person[]) =>
	world.evaluation([
		{ person: lea!, role: 'lead' },
		{ person: eva!, role: 'evaluator' },
		...[bo!, ...others].map((person) => ({ person, role: 'evaluator' as const })),
	]);

const finding = (doc: Y.Doc, key: string) =>
	void doc.getMap('findings').set(key, { kind: 'strength', area: '1', order: 'a0' });
const has = (client: YClient, key: string) => client.until(() => client.doc.getMap('findings').has(key), key);

const ownerOf = async (evaluationId: string): Promise<string | undefined> => {
	const { rows } = await connection.pool.query<{ address: string }>(
		'select address from evaluation_owner join node on node.id = node_id where evaluation_id = $1',
		[evaluationId],
	);
	return rows[0]?.address;
};

/** The two nodes as holder of this evaluation and the other one. */
async function holderFirst(all: readonly [Node, Node], evaluationId: string): Promise<[Node, Node]> {
	const address = await ownerOf(evaluationId);
	const [a, b] = all;
	return a.address === address ? [a, b] : [b, a];
}

const http = (node: Node, who: { cookie: string }, method: string, call: string, body?: unknown) =>
	fetch(`${node.address}/api/v1${call}`, {
		method,
		headers: { cookie: who.cookie, origin: ORIGIN, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});

/** Everything in log, states and snapshots holds together. */
const intact = async () => expect((await verifyAll(connection.db)).faults).toEqual([]);

afterEach(async () => {
	closeClients();
	for (const node of nodes) {
		node.process.kill('SIGCONT');
		await node.stop();
	}
	nodes.clear();
});
afterAll(async () => {
	await redis?.stop();
	await connection.close();
	await postgres.stop();
	rmSync(dir, { recursive: true, force: true });
	rmSync(`${dir}.password`, { force: true });
});

several('people at different nodes work on one document, and calls reach it from anywhere', async () => {
	const [one, two] = await Promise.all([startNode(), startNode()]);
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(one.at, room, eva!);
	const b = await yClientIn(two.at, room, bo!);
	await a.write((doc) => finding(doc, 'a'));
	await has(b, 'a');
	await b.write((doc) => finding(doc, 'b'));
	await has(a, 'b');
	for (const node of [one, two]) {
		const taken = await http(node, lea!, 'POST', `/evaluations/${id}/snapshots`, { label: 'Härifrån' });
		expect(taken.status).toBe(201);
		const content = await http(node, lea!, 'GET', `/evaluations/${id}/content`);
		expect(Object.keys(((await content.json()) as { findings: object }).findings).sort()).toEqual(['a', 'b']);
	}
	expect([...a.closes, ...b.closes]).toEqual([]);
	await intact();
});

several('who signs out or is removed at one node is out at the other', async () => {
	const [one, two] = await Promise.all([startNode(), startNode()]);
	const [leaving, removed] = await Promise.all([world.person('Ute'), world.person('Borttagen')]);
	const id = await newEvaluation(leaving, removed);
	const room = `evaluation/${id}`;
	await yClientIn(one.at, room, eva!);
	const [holder, other] = await holderFirst([one, two], id);
	const signsOut = await yClientIn(holder.at, room, leaving);
	const isRemoved = await yClientIn(other.at, room, removed);
	const out = signsOut.end();
	expect((await http(other, leaving, 'DELETE', '/session')).status).toBe(204);
	expect((await out).code).toBe(CLOSE.signedOut);
	const gone = isRemoved.end();
	expect((await http(other, lea!, 'DELETE', `/evaluations/${id}/members/${removed.id}`)).status).toBe(204);
	expect((await gone).code).toBe(CLOSE.notAllowed);
});

several.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))(
	'round %i: the node that holds an evaluation is killed; others go on and nothing acknowledged is gone',
	async (round) => {
		const [one, two] = await Promise.all([startNode(), startNode()]);
		const id = await newEvaluation();
		const room = `evaluation/${id}`;
		const first = await yClientIn(one.at, room, eva!);
		const [holder, other] = await holderFirst([one, two], id);
		const writer = await yClientIn(other.at, room, bo!);
		const acknowledged: string[] = [];
		for (let n = 0; n < 20; n++) {
			await writer.write((doc) => finding(doc, `r${round}-${n}`));
			acknowledged.push(`r${round}-${n}`);
		}
		first.close();
		const closed = writer.end();
		holder.process.kill('SIGKILL');
		finding(writer.doc, 'meanwhile');
		await closed;
		const away = performance.now();
		const back = yClient(other.at, room, bo!, { doc: writer.doc });
		writer.close();
		await back.synced();
		expect(performance.now() - away).toBeLessThan(BACK_WITHIN_MS);
		const fresh = await yClientIn(other.at, room, eva!);
		for (const key of [...acknowledged, 'meanwhile']) await has(fresh, key);
		await intact();
	},
);

several('a node paused beyond its lease lets nothing in that another has not seen', async () => {
	const [one, two] = await Promise.all([startNode(), startNode()]);
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const early = await yClientIn(one.at, room, eva!);
	await early.write((doc) => finding(doc, 'before'));
	const [holder, other] = await holderFirst([one, two], id);
	const late = await yClientIn(holder.at, room, bo!);
	holder.process.kill('SIGSTOP');
	// On its way to a node that does not move: in no log, and not acknowledged.
	finding(late.doc, 'paused');
	await delay(4_000);
	const elsewhere = await yClientIn(other.at, room, lea!);
	await elsewhere.write((doc) => finding(doc, 'while-paused'));
	const end = late.end();
	holder.process.kill('SIGCONT');
	await end;
	await has(late, 'while-paused');
	await has(elsewhere, 'paused');
	expect(elsewhere.closes).toEqual([]);
	await intact();
});

several('without Redis people go on working; what it hastens is only later', async () => {
	const own = await startRedis(program!);
	const [one, two] = await Promise.all([startNode(own.url), startNode(own.url)]);
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(one.at, room, eva!);
	await own.stop();
	const b = await yClientIn(two.at, room, bo!);
	await a.write((doc) => finding(doc, 'a'));
	await has(b, 'a');
	await b.write((doc) => finding(doc, 'b'));
	await has(a, 'b');
	expect([...a.closes, ...b.closes]).toEqual([]);
});

several('a node that ends lets go of what it holds, and the next one takes it at once', async () => {
	const [one, two] = await Promise.all([startNode(), startNode()]);
	const id = await newEvaluation();
	const room = `evaluation/${id}`;
	const a = await yClientIn(one.at, room, eva!);
	await a.write((doc) => finding(doc, 'a'));
	const [holder, other] = await holderFirst([one, two], id);
	a.close();
	expect(await holder.stop()).toBe(0);
	const b = await yClientIn(other.at, room, bo!);
	await has(b, 'a');
	await b.write((doc) => finding(doc, 'b'));
	expect(await ownerOf(id)).toBe(other.address);
});
