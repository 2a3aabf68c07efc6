/**
 * One scenario against one server, from start to stop: the load in a process of its own, the server's processor time
 * and memory read from outside between its marks.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { loadAverage, usageOf } from './figures.ts';
import type { Order } from './load.ts';
import { DIALECTS, startServer, type RunningServer, type ServerName } from './servers.ts';

export interface Measured {
	server: ServerName;
	/** As the scenario answers. */
	result: Record<string, unknown>;
	/** Share of one processor core that the server used between the marks. */
	cpu?: number;
	/** Resident bytes of the server at the end mark, and what they grew by between the marks. */
	memory?: number;
	grown?: number;
	/** Seconds of processor time that the load itself used. */
	generatorCpu: number;
	/** One-minute load of the machine before it began. */
	load: number;
}

const LOAD = path.join(import.meta.dirname, 'load.ts');

type Task = Omit<Order, 'dialect' | 'url' | 'rooms' | 'tokens'> & { rooms?: string[] };

export async function load(
	server: RunningServer,
	task: Task,
	at: Partial<Record<'begin' | 'end', () => Promise<void> | void>> = {},
): Promise<{ result: Record<string, unknown>; generatorCpu: number }> {
	const order: Order = {
		dialect: DIALECTS[server.name],
		url: server.url,
		tokens: server.tokens,
		...task,
		rooms: task.rooms ?? server.rooms,
	};
	const child = spawn(process.execPath, [LOAD, JSON.stringify(order)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	let last = '';
	for await (const line of createInterface({ input: child.stdout })) {
		if (line === 'begin' || line === 'end') {
			await at[line]?.();
			child.stdin.write('on\n');
		} else last = line;
	}
	if (last === '') throw new Error(`the load of ${task.scenario} against ${server.name} gave no result`);
	return JSON.parse(last) as { result: Record<string, unknown>; generatorCpu: number };
}

export interface Scenario {
	name: string;
	documents: number;
	size: NonNullable<Order['size']>;
	/** How many of the documents hold something. */
	seeded: number;
	scenario: Order['scenario'];
	seconds: number;
	sockets?: number;
}

export async function measure(
	name: ServerName,
	{ documents, size, seeded, scenario, seconds, sockets }: Scenario,
	adminDatabase: string,
): Promise<Measured> {
	const before = loadAverage();
	const server = await startServer(name, documents, adminDatabase);
	try {
		if (size !== 'small')
			await load(server, { scenario: 'seed', size, seconds: 0, rooms: server.rooms.slice(0, seeded) });
		if (scenario === 'opening' || scenario === 'comeBack') {
			// From what is stored, as after a night; whoever keeps nothing is asked for what it has.
			await new Promise((resolve) => setTimeout(resolve, 3_000));
			if (name !== 'y-websocket' && name !== 'broadcaster') {
				await server.kill();
				await server.restart();
			}
		}
		const idle = usageOf(server.pid);
		let began = { ...idle, at: performance.now() };
		let end = began;
		const { result, generatorCpu } = await load(
			server,
			{ scenario, seconds, documents, ...(sockets !== undefined && { sockets }) },
			{
				async begin() {
					// What was opened comes to rest first.
					if (scenario === 'resting') await new Promise((resolve) => setTimeout(resolve, 75_000));
					began = { ...usageOf(server.pid), at: performance.now() };
				},
				end() {
					end = { ...usageOf(server.pid), at: performance.now() };
				},
			},
		);
		const elapsed = (end.at - began.at) / 1000;
		return {
			server: name,
			result: scenario === 'resting' ? { ...result, idle: idle.memory, opened: began.memory } : result,
			...(elapsed > 0 && {
				cpu: (end.cpu - began.cpu) / elapsed,
				memory: end.memory,
				grown: end.memory - began.memory,
			}),
			generatorCpu,
			load: before,
		};
	} finally {
		await server.stop();
	}
}

/** Types for ten seconds, kills the server in the middle of it, and counts what others had seen and is gone. */
export async function killed(name: ServerName, adminDatabase: string): Promise<Measured> {
	const before = loadAverage();
	const server = await startServer(name, 1, adminDatabase);
	try {
		const { result, generatorCpu } = await load(
			server,
			{ scenario: 'untilKilled', seconds: 60 },
			{ begin: () => void setTimeout(() => void server.kill(), 10_000) },
		);
		await server.restart();
		const seen = result.seen as [number, number][];
		const { result: kept } = await load(server, { scenario: 'lost', seconds: 0, seen });
		return { server: name, result: kept, generatorCpu, load: before };
	} finally {
		await server.stop();
	}
}
