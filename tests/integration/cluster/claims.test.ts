/**
 * Two nodes in one process on one real database: who comes for an evaluation that nobody holds, or that a node holds
 * which is there no longer, is let in by the first attempt, whichever node it reaches.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CANNOT_SAVE, CLOSE } from '#document/close-codes.ts';
import { createAuthenticate } from '#server/auth/identity.ts';
import { createSessions } from '#server/auth/sessions.ts';
import { createCluster } from '#server/cluster/cluster.ts';
import { createForward } from '#server/cluster/forward.ts';
import type { Signals } from '#server/cluster/signals.ts';
import { connect } from '#server/db/pool.ts';
import { createMetrics } from '#server/metrics.ts';
import { createSyncHub } from '#server/sync/hub.ts';
import { freePort } from '../../support/free-port.ts';
import { closeClients, rawAs, yClient, yClientIn } from '../../support/sync-client.ts';
import { createWorld, type Person, type World } from '../../support/sync-server.ts';
import { TcpRelay } from '../../support/tcp-relay.ts';

/** One address for all nodes, as behind a balancer. */
const ORIGIN = 'http://localhost:9';
/** As long as Redis is away. */
const SILENCE: Signals = { up: false, send() {}, on() {}, close: () => Promise.resolve() };
const log = pino({ level: 'silent' });

let world: World;
let eva: Person;
beforeAll(async () => {
	world = await createWorld();
	eva = await world.person('Eva');
});
afterEach(closeClients);

const newRoom = async () => {
	const id = await world.evaluation([{ person: eva, role: 'lead' }]);
	return { id, room: `evaluation/${id}` };
};

/** Begins and ends with the test. */
async function node({
	databaseUrl = world.connection.url,
	signals = SILENCE,
}: { databaseUrl?: string; signals?: Signals } = {}) {
	const connection = connect(databaseUrl, log);
	const leases = connect(databaseUrl, log);
	const metrics = createMetrics({ processMetrics: false });
	const cluster = createCluster({
		database: leases,
		work: connection.db,
		log,
		nodeId: randomUUID(),
		signals,
		metrics: metrics.cluster,
		onCutOff: () => connection.abandon(),
	});
	const forward = createForward({ ...cluster, log, metrics: metrics.cluster, problem: () => '{}' });
	const hub = await createSyncHub({
		connection,
		log,
		authenticate: createAuthenticate(connection.db, createSessions(connection.db, { secure: false })),
		origin: () => ORIGIN,
		limits: { sweepMs: 50, closeGraceMs: 500 },
		cluster,
	});
	const server = createServer((_, response) => response.end());
	hub.attach(server, { refuseOtherUpgrades: true, forward: forward.upgrade });
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	await cluster.start(`http://127.0.0.1:${port}`);
	onTestFinished(async () => {
		closeClients();
		forward.leave();
		await hub.stop();
		forward.close();
		await cluster.stop();
		server.close();
		server.closeAllConnections();
		await Promise.all([connection.close(), leases.close()]);
	});
	return { url: `ws://127.0.0.1:${port}/sync`, origin: ORIGIN, hub, server };
}

/** A Redis by which another node asks for an evaluation. */
function asking(): Signals & { askFor(evaluationId: string): void } {
	let release: ((value: never) => void) | undefined;
	return {
		...SILENCE,
		on(name, heard) {
			if (name === 'release') release = heard;
		},
		askFor: (evaluationId) => release?.({ evaluationId, to: 'another node' } as never),
	};
}

/** A node that was there a moment ago and held the evaluation; its lease runs a second more. */
async function heldBefore(evaluationId: string, address: string): Promise<void> {
	const id = randomUUID();
	const until = `clock_timestamp() + interval '1 second'`;
	await world.connection.pool.query(`insert into node (id, address, lease_until) values ($1, $2, ${until})`, [
		id,
		address,
	]);
	await world.connection.pool.query(
		`insert into evaluation_owner (evaluation_id, node_id, lease_until) values ($1, $2, ${until})`,
		[evaluationId, id],
	);
}

/** Its address; it ends with the test. */
async function peer(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	// Taken, and nothing said.
	server.on('upgrade', (_, socket) => socket.on('error', () => socket.destroy()));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('of two nodes that claim an evaluation in the same instant the one that loses hands its socket on', async () => {
	const [one, two] = await Promise.all([node(), node()]);
	const { id, room } = await newRoom();
	// Both claims wait for this one, which is then taken back.
	const first = await world.connection.pool.connect();
	await first.query('begin');
	await first.query(
		`insert into evaluation_owner (evaluation_id, node_id, lease_until) select $1, id, clock_timestamp() from node limit 1`,
		[id],
	);
	const clients = [one, two].map((at) => yClient(at, room, eva));
	await expect
		.poll(async () => {
			const { rows } = await world.connection.pool.query<{ waiting: number }>(
				`select count(*)::int as waiting from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock' and query like '%evaluation_owner%'`,
			);
			return rows[0]!.waiting;
		})
		.toBe(2);
	await first.query('rollback');
	first.release();

	for (const client of clients) await client.synced();
	expect(clients.flatMap(({ closes }) => closes)).toEqual([]);
	const { rows } = await world.connection.pool.query('select epoch from room where name = $1', [room]);
	expect(rows).toEqual([{ epoch: 1 }]);
});

test.each([
	['refuses connections', async () => `http://127.0.0.1:${await freePort()}`],
	['takes connections and stands still', () => peer(() => undefined)],
	['says that it lives and never answers a socket', () => peer((_, response) => void response.end())],
])('a socket for an evaluation whose holder %s waits for the lease to end', async (_, address) => {
	const at = await node();
	const { id, room } = await newRoom();
	await heldBefore(id, await address());
	const client = await yClientIn(at, room, eva);
	expect(client.closes).toEqual([]);
});

test('who may not enter is told so, and nobody holds the evaluation for it', async () => {
	const at = await node();
	const { id, room } = await newRoom();
	const stranger = rawAs(at, room, await world.person('Bo'));
	expect((await stranger.end()).code).toBe(CLOSE.notAllowed);
	const { rows } = await world.connection.pool.query(
		'select node_id from evaluation_owner where evaluation_id = $1',
		[id],
	);
	expect(rows).toEqual([]);
});

test('a command whose evaluation another node asks for meanwhile has not happened', async () => {
	const signals = asking();
	const [asked, other] = await Promise.all([node({ signals }), node()]);
	const { id, room } = await newRoom();
	const agree = (at: typeof asked, subquestion: string, before: () => Promise<unknown>) =>
		at.hub.command([room], { userId: eva.id, sessionId: null }, async (context) => {
			await before();
			context
				.room(room)
				.write((doc) => void doc.getMap('consensus').set(subquestion, { points: 1, version: 1 }));
		});
	await agree(asked, '1.1', () => Promise.resolve());
	const letGo = async () => {
		signals.askFor(id);
		await expect
			.poll(async () => {
				const { rows } = await world.connection.pool.query(
					'select from evaluation_owner where evaluation_id = $1',
					[id],
				);
				return rows.length;
			})
			.toBe(0);
	};
	await expect(agree(asked, '1.2', letGo)).rejects.toThrow(/dropped/);
	await agree(other, '1.3', () => Promise.resolve());
	expect(await other.hub.read(room, (doc, { seq }) => [doc.getMap('consensus').toJSON(), seq])).toEqual([
		{ '1.1': { points: 1, version: 1 }, '1.3': { points: 1, version: 1 } },
		2,
	]);
});

test('a node that loses the database says at once that it cannot save, to those who only read as well', async () => {
	const direct = new URL(world.connection.url);
	const line = await TcpRelay.start(() => Number(direct.port));
	onTestFinished(() => line.stop());
	const through = new URL(direct);
	through.port = String(line.port);
	const at = await node({ databaseUrl: through.href });
	const { room } = await newRoom();
	const reader = await yClientIn(at, room, eva);
	line.cut();
	expect(await reader.end()).toEqual({ code: CLOSE.tryAgain, reason: CANNOT_SAVE });
	line.mend();
	await reader.until(() => reader.provider.synced, 'to be back');
});

test('a node that takes an evaluation fences off all its rooms: what former rules let in is written in none of them', async () => {
	const [former, next] = await Promise.all([node(), node()]);
	const lead = await world.person('Lena');
	const id = await world.evaluation(
		[
			{ person: lead, role: 'lead' },
			{ person: eva, role: 'evaluator' },
		],
		{ blind: 'evaluation' },
	);
	const ballot = `ballot/${id}/${eva.id}`;
	const client = await yClientIn(former, ballot, eva);
	const end = client.end();
	// Redis is away: the former holder has not heard of it when the command is through, and only the shared room was named.
	await next.hub.command([`evaluation/${id}`], { userId: lead.id, sessionId: null }, async ({ tx }) => {
		await tx
			.updateTable('member')
			.set({ removed_at: new Date() })
			.where('evaluation_id', '=', id)
			.where('user_id', '=', eva.id)
			.execute();
	});
	client.doc.getMap('scores').set(`1.1/${eva.id}`, { points: 1 });
	expect((await end).code).toBe(CLOSE.tryAgain);
	const { rows } = await world.connection.pool.query('select seq from update_log where room = $1', [ballot]);
	expect(rows).toEqual([]);
});

test('a command that stands still with a room locked holds up the next node no longer than a lease', async () => {
	const [standing, next] = await Promise.all([node(), node()]);
	const { room } = await newRoom();
	const actor = { userId: eva.id, sessionId: null };
	const locked = Promise.withResolvers<void>();
	const awake = Promise.withResolvers<void>();
	const command = standing.hub.command([room], actor, async ({ tx }) => {
		// As a command does before it commits.
		await tx.selectFrom('room').select('name').where('name', '=', room).forShare().execute();
		locked.resolve();
		await awake.promise;
	});
	const refused = expect(command).rejects.toThrow();
	await locked.promise;
	const asked = performance.now();
	await next.hub.command([room], actor, (context) => {
		context.room(room).write((doc) => void doc.getMap('consensus').set('1.1', { points: 1, version: 1 }));
		return Promise.resolve();
	});
	expect(performance.now() - asked).toBeLessThan(5_000);
	awake.resolve();
	await refused;
});

test('a node that ends gives free what it holds while its last calls are still under way', async () => {
	const [ending, other] = await Promise.all([node(), node()]);
	const { room } = await newRoom();
	await yClientIn(ending, room, eva);
	ending.server.close();
	await ending.hub.stop();
	const client = await yClientIn(other, room, eva);
	expect(client.closes).toEqual([]);
});

test('a room that is being read while its evaluation changes hands is read again', async () => {
	const signals = asking();
	const at = await node({ signals });
	const { id, room } = await newRoom();
	const { pool } = world.connection;
	const count = async (sql: string) => (await pool.query<{ n: number }>(sql)).rows[0]?.n;
	const owners = () => count(`select count(*)::int as n from evaluation_owner where evaluation_id = '${id}'`);
	const reading = await pool.connect();
	await reading.query('begin; lock table room_state in access exclusive mode');
	const client = yClient(at, room, eva);
	await expect.poll(() => count(`select count(*)::int as n from room where name = '${room}'`)).toBe(1);
	signals.askFor(id);
	await expect.poll(owners).toBe(0);
	// Its node takes it again, as another might have in between.
	const second = yClient(at, room, eva);
	await expect.poll(owners).toBe(1);
	await expect.poll(() => count(`select epoch::int as n from room where name = '${room}'`)).toBe(2);
	await reading.query('commit');
	reading.release();
	for (const each of [client, second]) await each.synced();
	const closes = () => [...client.closes, ...second.closes].length;
	const before = closes();
	await client.write(
		(doc) => void doc.getMap('findings').set('f', { kind: 'strength', area: '1', order: 'a0' }),
	);
	expect(closes()).toBe(before);
});
