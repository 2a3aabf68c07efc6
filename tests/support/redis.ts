/** A real Redis or Valkey for tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';
import { debianProgram } from './debian-program.ts';
import { freePort } from './free-port.ts';

/** Undefined: none here, and none to be had. */
export const redisProgram = (): string | undefined =>
	debianProgram(['valkey-server', 'redis-server'], 'redis-server');

export interface RedisServer {
	readonly url: string;
	readonly process: ChildProcess;
	/** How many programs listen to what nodes tell each other. */
	listeners(): Promise<number>;
	stop(): Promise<void>;
	/** Starts it where it was. */
	again(): Promise<void>;
}

export async function startRedis(program: string): Promise<RedisServer> {
	const port = await freePort();
	const dir = mkdtempSync(path.join(tmpdir(), 'samsyn-redis-'));
	const url = `redis://127.0.0.1:${port}`;
	const spawned = async (): Promise<ChildProcess> => {
		const child = spawn(
			program,
			['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir, '--daemonize', 'no'],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
		);
		for await (const line of createInterface({ input: child.stdout }))
			if (/ready to accept connections/i.test(line)) break;
		child.stdout.resume();
		return child;
	};
	let child = await spawned();
	return {
		url,
		get process() {
			return child;
		},
		async listeners() {
			const client = await createClient({ url }).connect();
			const { 'samsyn:revoke': count = 0 } = await client.pubSubNumSub('samsyn:revoke');
			await client.close();
			return Number(count);
		},
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				const gone = once(child, 'exit');
				child.kill('SIGCONT');
				child.kill('SIGTERM');
				await gone;
			}
			rmSync(dir, { recursive: true, force: true });
		},
		async again() {
			mkdirSync(dir, { recursive: true });
			child = await spawned();
		},
	};
}
