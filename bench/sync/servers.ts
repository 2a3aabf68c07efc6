/**
 * The servers that are measured, each as a process of its own that is started afresh for every run: ours as in
 * production, the others with the settings their makers recommend.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { freePort } from '../../tests/support/free-port.ts';
import type { Dialect } from './dialect.ts';

export const SERVERS = ['ours', 'y-websocket', 'hocuspocus', 'broadcaster'] as const;
export type ServerName = (typeof SERVERS)[number];

export const DIALECTS: Readonly<Record<ServerName, Dialect>> = {
	ours: 'y-websocket',
	'y-websocket': 'y-websocket',
	hocuspocus: 'hocuspocus',
	broadcaster: 'y-websocket',
};

export interface RunningServer {
	name: ServerName;
	pid: number;
	url: string;
	rooms: string[];
	tokens: string[];
	stop(): Promise<void>;
	/** kill -9, and how it comes back on the same database: milliseconds until its port is open. */
	kill(): Promise<void>;
	restart(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const PEERS = path.join(ROOT, 'bench/peers/servers');

/** A database of its own on the bench's PostgreSQL. */
async function freshDatabase(admin: string): Promise<string> {
	const name = `bench_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e6)}`;
	const client = new pg.Client({ connectionString: admin });
	await client.connect();
	await client.query(`create database ${name}`);
	await client.end();
	const url = new URL(admin);
	url.pathname = `/${name}`;
	return url.href;
}

interface Started {
	child: ChildProcess;
	/** Lines it printed before it was ready. */
	said: string[];
}

async function start(args: readonly string[], env: Record<string, string>): Promise<Started> {
	const child = spawn(process.execPath, args, {
		cwd: ROOT,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const said: string[] = [];
	const lines = createInterface({ input: child.stdout });
	for await (const line of lines) {
		if (line === 'ready') {
			child.stdout.resume();
			return { child, said };
		}
		said.push(line);
	}
	throw new Error(`the server ended before it was ready: ${args.join(' ')}`);
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	await once(child, 'exit');
}

/** `documents`: how many rooms there are to be. */
export async function startServer(
	name: ServerName,
	documents: number,
	adminDatabase: string,
): Promise<RunningServer> {
	const port = await freePort();
	const env: Record<string, string> = { PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' };
	if (name === 'ours' || name === 'hocuspocus') env.DATABASE_URL = await freshDatabase(adminDatabase);
	const script = name === 'ours' ? path.join(ROOT, 'bench/sync/ours.ts') : path.join(PEERS, `${name}.js`);
	let { child, said } = await start(name === 'ours' ? [script, String(documents)] : [script], env);
	const made =
		name === 'ours'
			? (JSON.parse(said[0] ?? '{}') as { rooms: string[]; tokens: string[] })
			: { rooms: Array.from({ length: documents }, (_, n) => `document-${n}`), tokens: [] };
	return {
		name,
		get pid() {
			return child.pid ?? 0;
		},
		url: name === 'ours' ? `ws://127.0.0.1:${port}/sync` : `ws://127.0.0.1:${port}`,
		...made,
		async stop() {
			child.kill('SIGTERM');
			const cut = setTimeout(() => child.kill('SIGKILL'), 15_000);
			await ended(child);
			clearTimeout(cut);
		},
		async kill() {
			child.kill('SIGKILL');
			await ended(child);
		},
		async restart() {
			({ child, said } = await start([script], env));
		},
	};
}
