/** A real Redis or Valkey for tests: found on the PATH, or Debian's package installed where that is allowed. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

const PROGRAMS = ['valkey-server', 'redis-server'];

const onPath = (): string | undefined =>
	(process.env.PATH ?? '')
		.split(path.delimiter)
		.concat('/usr/bin')
		.flatMap((folder) => PROGRAMS.map((program) => path.join(folder, program)))
		.find((file) => existsSync(file));

/** Undefined: none here, and none to be had. */
export function redisProgram(): string | undefined {
	const found = onPath();
	if (found !== undefined || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']])
		try {
			execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 180_000 });
		} catch {
			// Without the network's lists the package may still be there; without the package there is no server.
		}
	return onPath();
}

export interface RedisServer {
	url: string;
	process: ChildProcess;
	stop(): Promise<void>;
}

export async function startRedis(program: string): Promise<RedisServer> {
	const port = await freePort();
	const dir = mkdtempSync(path.join(tmpdir(), 'samsyn-redis-'));
	const child = spawn(
		program,
		['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir, '--daemonize', 'no'],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	for await (const line of createInterface({ input: child.stdout }))
		if (/ready to accept connections/i.test(line)) break;
	child.stdout.resume();
	return {
		url: `redis://127.0.0.1:${port}`,
		process: child,
		async stop() {
			if (child.exitCode === null && child.signalCode === null) {
				const gone = once(child, 'exit');
				child.kill('SIGCONT');
				child.kill('SIGTERM');
				await gone;
			}
			rmSync(dir, { recursive: true, force: true });
		},
	};
}
