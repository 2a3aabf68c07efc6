/**
 * Several nodes as processes of their own on one real PostgreSQL and one real Redis, each on lines that can be broken;
 * and what holds whatever happens to them.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { startEmbeddedPostgres } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { connect, type Connection } from '#server/db/pool.ts';
import { verifyAll } from '#server/services/verification.ts';
import { freePort } from './free-port.ts';
import { buildPages, startServerProcess, type ServerProcess } from './http-server.ts';
import { redisProgram, startRedis } from './redis.ts';
import { closeClients, yClientIn, type YClient } from './sync-client.ts';
import { worldOn, type Person, type World } from './sync-server.ts';
import { TcpRelay } from './tcp-relay.ts';
import { TextWriter, wordsIn } from './text-writer.ts';

/** One address for all nodes, as behind a balancer. */
export const ORIGIN = 'http://localhost:9';
/** The promise: whatever happens to one node, its people can work again at another within this time. */
export const BACK_WITHIN_MS = 5_000;
export const SOAK = process.env.SAMSYN_SOAK !== undefined;
const BALANCER_LOOKS_EVERY_MS = 250;

export interface At {
	url: string;
	origin: string;
}

export interface Node extends ServerProcess {
	port: number;
	/** Where the other nodes reach it. */
	address: string;
	at: At;
}

export interface NodeOptions {
	/** In place of the common ones. */
	redisUrl?: string;
	/** Its way to the database. */
	databaseLine?: TcpRelay;
	/** The others' way to it. */
	line?: TcpRelay;
	/** Milliseconds its clock is ahead. */
	clockAhead?: number;
	port?: number;
	env?: Record<string, string>;
}

const program = redisProgram();
/** Needs a Redis or Valkey server; where none is to be had it says so. */
export const several = test.skipIf(program === undefined);
if (program === undefined) console.log('not run: several nodes, no Redis or Valkey server is to be had here');

export interface Nodes {
	connection: Connection;
	world: World;
	databasePort: number;
	start(options?: NodeOptions): Promise<Node>;
	/** One address for these nodes: each connection goes to the next that is ready, as through a balancer that asks /readyz. */
	balance(...nodes: readonly Node[]): Promise<At>;
	/** To be ended with the test. */
	line(pick: () => number | undefined): Promise<TcpRelay>;
	redis(): Promise<Awaited<ReturnType<typeof startRedis>>>;
	ownerOf(evaluationId: string): Promise<string | undefined>;
	/** The nodes, the holder of this evaluation first. */
	holderFirst(evaluationId: string, ...nodes: readonly Node[]): Promise<Node[]>;
	/** What the log says, read from its rows alone. */
	logged(room: string): Promise<Y.Doc>;
	/** Log, states and snapshots hold together, and no epoch writes after a later one. */
	intact(): Promise<void>;
}

export async function createNodes(name: string): Promise<Nodes> {
	const dir = path.join(tmpdir(), `samsyn-${name}-${process.pid}`);
	const postgres = await startEmbeddedPostgres(dir);
	const connection = connect(postgres.url, pino({ level: 'silent' }));
	await migrate(connection.db);
	const world = await worldOn(connection, () => undefined);
	const common = program === undefined ? undefined : await startRedis(program);
	buildPages();
	const running = new Set<Node>();
	const atEnd: (() => Promise<void>)[] = [];

	afterEach(async () => {
		closeClients();
		for (const node of running) {
			node.process.kill('SIGCONT');
			await node.stop('SIGKILL');
		}
		running.clear();
		for (const end of atEnd.splice(0)) await end();
	});
	afterAll(async () => {
		await common?.stop();
		await connection.close();
		await postgres.stop();
		rmSync(dir, { recursive: true, force: true });
		rmSync(`${dir}.password`, { force: true });
	});

	const line = async (pick: () => number | undefined): Promise<TcpRelay> => {
		const relay = await TcpRelay.start(pick);
		atEnd.push(() => relay.stop());
		return relay;
	};

	const ownerOf = async (evaluationId: string): Promise<string | undefined> => {
		const { rows } = await connection.pool.query<{ address: string }>(
			'select address from evaluation_owner join node on node.id = node_id where evaluation_id = $1',
			[evaluationId],
		);
		return rows[0]?.address;
	};

	return {
		connection,
		world,
		databasePort: Number(new URL(postgres.url).port),
		line,
		ownerOf,

		async start({ redisUrl = common?.url ?? '', databaseLine, line: near, clockAhead, port, env } = {}) {
			const own = port ?? (await freePort());
			const database = new URL(postgres.url);
			if (databaseLine) database.port = String(databaseLine.port);
			const address = `http://127.0.0.1:${near?.port ?? own}`;
			const shifted = path.resolve(import.meta.dirname, 'shifted-clock.ts');
			const server = await startServerProcess(
				{
					DATABASE_URL: database.href,
					REDIS_URL: redisUrl,
					NODE_ADDRESS: address,
					ORIGIN,
					PORT: String(own),
					DATA_DIR: dir,
					LOG_LEVEL: 'error',
					...(clockAhead !== undefined && { CLOCK_AHEAD_MS: String(clockAhead) }),
					...env,
				},
				clockAhead === undefined ? ['server/main.ts'] : ['--import', shifted, 'server/main.ts'],
			);
			const at = { url: `ws://127.0.0.1:${own}/sync`, origin: ORIGIN };
			const node = { ...server, port: own, address, at };
			running.add(node);
			return node;
		},

		async balance(...nodes) {
			let ready = nodes;
			let turn = 0;
			const look = async (): Promise<void> => {
				const answers = await Promise.all(
					nodes.map(({ port }) =>
						fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
							({ ok }) => ok,
							() => false,
						),
					),
				);
				ready = nodes.filter((_, i) => answers[i]);
			};
			let looking = Promise.resolve();
			const timer = setInterval(() => void (looking = looking.then(look)), BALANCER_LOOKS_EVERY_MS);
			atEnd.push(async () => {
				clearInterval(timer);
				await looking;
			});
			const relay = await line(() => ready[turn++ % ready.length]?.port);
			return { url: `ws://127.0.0.1:${relay.port}/sync`, origin: ORIGIN };
		},

		async redis() {
			const own = await startRedis(program!);
			atEnd.push(() => own.stop());
			return own;
		},

		async holderFirst(evaluationId, ...nodes) {
			const address = await ownerOf(evaluationId);
			return nodes.toSorted((a, b) => Number(b.address === address) - Number(a.address === address));
		},

		async logged(room) {
			const { rows } = await connection.pool.query<{ bytes: Buffer }>(
				'select bytes from update_log where room = $1 order by seq',
				[room],
			);
			const doc = new Y.Doc();
			for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
			return doc;
		},

		async intact() {
			expect((await verifyAll(connection.db)).faults).toEqual([]);
			const { rows } = await connection.pool.query(
				`select room from (
					select room, epoch, lag(epoch) over (partition by room order by seq) as before from update_log
				) each where before > epoch`,
			);
			expect(rows).toEqual([]);
		},
	};
}

/** Sent with a person's cookie to one node. */
export const http = (node: Node, who: { cookie: string }, method: string, call: string, body?: unknown) =>
	fetch(`http://127.0.0.1:${node.port}/api/v1${call}`, {
		method,
		headers: { cookie: who.cookie, origin: ORIGIN, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});

/** People who write in the rooms of several evaluations, and somebody in each who only reads. */
export class Work {
	readonly writers: TextWriter[] = [];
	readonly #nodes: Nodes;
	readonly #readers: YClient[] = [];
	readonly #rooms: string[];
	readonly #person: Person;

	private constructor(nodes: Nodes, rooms: string[], person: Person) {
		this.#nodes = nodes;
		this.#rooms = rooms;
		this.#person = person;
	}

	/** `at`: where the writers and the reader of a room come in, by turns. All of them have written something that is saved. */
	static async begin(
		nodes: Nodes,
		people: readonly Person[],
		evaluations: readonly string[],
		at: readonly At[],
	): Promise<Work> {
		const rooms = evaluations.map((id) => `evaluation/${id}`);
		const work = new Work(nodes, rooms, people[0]!);
		let turn = 0;
		const next = (): At => at[turn++ % at.length]!;
		for (const [i, room] of rooms.entries()) {
			const [reader, ...clients] = await Promise.all(people.map((person) => yClientIn(next(), room, person)));
			if (reader) work.#readers.push(reader);
			work.writers.push(...clients.map((client, n) => new TextWriter(client, `e${i}w${n}`)));
		}
		const began = performance.now();
		await Promise.all(work.writers.map((writer) => writer.savedSince(began)));
		return work;
	}

	/** Whatever anybody was shown of others' work is in the log now. */
	async nothingShownAhead(): Promise<void> {
		for (const [i, room] of this.#rooms.entries()) {
			const shown = wordsIn(this.#readers[i]!.doc);
			const logged = new Set(wordsIn(await this.#nodes.logged(room)));
			expect(shown.filter((word) => !logged.has(word))).toEqual([]);
		}
	}

	/** Everybody's next word is saved within the promised time after `moment`; the longest, in milliseconds. */
	async allBack(moment: number, writers: readonly TextWriter[] = this.writers): Promise<number> {
		const took = await Promise.all(writers.map((writer) => writer.savedSince(moment)));
		const longest = Math.max(...took);
		expect(longest).toBeLessThan(BACK_WITHIN_MS);
		return longest;
	}

	/** Everything anybody wrote, acknowledged before or sent again, is there once; at whichever of `at` one looks. */
	async nothingLost(...at: readonly At[]): Promise<void> {
		await Promise.all(this.writers.map((writer) => writer.finish()));
		await this.nothingShownAhead();
		for (const [i, room] of this.#rooms.entries()) {
			const written = this.writers.flatMap(({ words }) => words.map(({ mark }) => mark));
			const own = written.filter((mark) => mark.startsWith(`e${i}w`)).toSorted();
			expect(wordsIn(await this.#nodes.logged(room)).toSorted()).toEqual(own);
			for (const place of at) {
				const fresh = await yClientIn(place, room, this.#person);
				expect(wordsIn(fresh.doc).toSorted()).toEqual(own);
				fresh.close();
			}
		}
		await this.#nodes.intact();
	}
}
