/**
 * The servers that are measured, each as processes of its own that are started afresh for every run: ours as in
 * production, the others with the settings their makers recommend.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../tests/support/free-port.ts';
import { endsWithUs } from '../leaving.ts';
import type { Dialect } from './dialect.ts';
import type { Stores } from './stores.ts';

/**
 * How people are sent to nodes: in turn, so that most of them reach one that does not hold their document; or all of a
 * document to the same one, as a balancer that hashes by room does.
 */
export type Sent = 'in turn' | 'by room';

interface Kind {
	program: 'ours' | 'y-websocket' | 'hocuspocus' | 'broadcaster';
	/** Processes, with Redis between them where there are several. */
	nodes: number;
	sent: Sent;
	inMemory?: true;
}

const one = (program: Kind['program']): Kind => ({ program, nodes: 1, sent: 'in turn' });

export const SERVERS = {
	ours: one('ours'),
	'y-websocket': one('y-websocket'),
	hocuspocus: one('hocuspocus'),
	'hocuspocus in memory': { ...one('hocuspocus'), inMemory: true },
	broadcaster: one('broadcaster'),
	'ours, 2 nodes': { program: 'ours', nodes: 2, sent: 'in turn' },
	'ours, 2 nodes by room': { program: 'ours', nodes: 2, sent: 'by room' },
	'ours, 4 nodes': { program: 'ours', nodes: 4, sent: 'in turn' },
	'ours, 4 nodes by room': { program: 'ours', nodes: 4, sent: 'by room' },
	'hocuspocus, 2 nodes': { program: 'hocuspocus', nodes: 2, sent: 'in turn' },
} as const satisfies Record<string, Kind>;

export type ServerName = keyof typeof SERVERS;
export const SERVER_NAMES = Object.keys(SERVERS) as ServerName[];

export const kindOf = (name: ServerName): Kind => SERVERS[name];
export const dialectOf = (name: ServerName): Dialect =>
	kindOf(name).program === 'hocuspocus' ? 'hocuspocus' : 'y-websocket';
/** Whether what it was given is there again after kill -9. */
export const keeps = (name: ServerName): boolean => {
	const { program, inMemory } = kindOf(name);
	return program === 'ours' || (program === 'hocuspocus' && !inMemory);
};

export interface RunningServer {
	name: ServerName;
	/** Of the nodes that run. */
	pids(): number[];
	/** Where the inspector of a single node opens when it is asked to. */
	inspectorPort: number;
	/** One for each node. */
	urls: string[];
	rooms: string[];
	/** Bearer tokens of the people; none for servers that ask for none. */
	tokens: string[];
	/** kill -9 of one node, and how it comes back on the same database; resolves when its port is open. */
	kill(node?: number): Promise<void>;
	restart(node?: number): Promise<void>;
	stop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const STOP_WITHIN_MS = 15_000;

interface Started {
	child: ChildProcess;
	/** Lines it printed before it was ready. */
	said: string[];
}

async function start(args: readonly string[], env: Record<string, string>): Promise<Started> {
	// Nothing of the machine's own configuration: whose DATABASE_URL lies there is measured by nobody.
	const { PATH = '', HOME = '' } = process.env;
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { PATH, HOME, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	endsWithUs(child);
	const said: string[] = [];
	for await (const line of createInterface({ input: child.stdout })) {
		if (line === 'ready') {
			child.stdout.resume();
			return { child, said };
		}
		said.push(line);
	}
	throw new Error(`the server ended before it was ready: ${args.join(' ')}`);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => (exitCode ?? signalCode) !== null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (hasEnded(child)) return;
	const gone = once(child, 'exit');
	child.kill(signal);
	const cut = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
	await gone;
	clearTimeout(cut);
}

export interface Place {
	rooms: string[];
	tokens: string[];
}

/** Evaluations and people, made by a process that ends before the nodes start: none of them holds anything then. */
async function furnish(script: string, documents: number, env: Record<string, string>): Promise<Place> {
	const { child, said } = await start([script, String(documents)], env);
	await end(child, 'SIGTERM');
	return JSON.parse(said[0] ?? '{}') as Place;
}

/** `documents`: how many rooms there are to be. `settings`: environment of its own. */
export async function startServer(
	name: ServerName,
	documents: number,
	stores: Stores,
	settings: Record<string, string> = {},
): Promise<RunningServer> {
	const { program, nodes } = kindOf(name);
	const script =
		program === 'ours'
			? path.join(ROOT, 'bench/sync/ours.ts')
			: path.join(ROOT, `bench/peers/servers/${program}.js`);
	const env: Record<string, string> = {
		HOST: '127.0.0.1',
		NODE_ENV: 'production',
		DATA_DIR: stores.dir,
		...settings,
	};
	// As `npm start` and everything in deploy/ have it.
	if (program === 'ours') env.MALLOC_ARENA_MAX = '2';
	if (keeps(name)) env.DATABASE_URL = await stores.database();
	const ports = await Promise.all(Array.from({ length: nodes }, freePort));
	const place =
		program === 'ours'
			? await furnish(script, documents, { ...env, PORT: String(ports[0]) })
			: { rooms: Array.from({ length: documents }, (_, n) => `document-${n}`), tokens: [] };
	if (nodes > 1) {
		if (stores.redisUrl === undefined) throw new Error(`${name} needs Redis`);
		env.REDIS_URL = stores.redisUrl;
	}
	const inspectorPort = await freePort();
	const run = async (node: number): Promise<ChildProcess> =>
		(
			await start([`--inspect-port=127.0.0.1:${inspectorPort}`, script], {
				...env,
				PORT: String(ports[node]),
			})
		).child;
	const children: ChildProcess[] = [];
	for (let node = 0; node < nodes; node++) children.push(await run(node));
	return {
		name,
		inspectorPort,
		pids: () => children.flatMap((child) => (hasEnded(child) ? [] : [child.pid!])),
		urls: ports.map((port) => `ws://127.0.0.1:${port}${program === 'ours' ? '/sync' : ''}`),
		...place,
		kill: (node = 0) => end(children[node]!, 'SIGKILL'),
		async restart(node = 0) {
			children[node] = await run(node);
		},
		async stop() {
			await Promise.all(children.map((child) => end(child, 'SIGTERM')));
		},
	};
}
