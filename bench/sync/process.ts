/** Starts the load as a process of its own, keeps step with its marks and reads its figures. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endsWithUs } from '../leaving.ts';
import type { Order } from './load.ts';
import { dialectOf, kindOf, type RunningServer } from './servers.ts';

const LOAD = path.join(import.meta.dirname, 'load.ts');

/** A load that waits for what never comes is given up. */
const GIVEN_UP_MS = 180_000;

export type Task = Pick<Order, 'scenario'> &
	Partial<Pick<Order, 'seconds' | 'size' | 'sockets' | 'seen' | 'rooms'>>;

type Mark = 'begin' | 'end' | 'ready';

export interface Company {
	/** What is to be done at a mark, with the load's process id; the load waits for it. */
	at?: Partial<Record<Mark, (pid: number) => Promise<void> | void>>;
	/** Told to the load when it resolves. */
	over?: Promise<unknown>;
}

/** Throws where the load ends without an answer. */
export async function load<T>(
	server: RunningServer,
	task: Task,
	{ at = {}, over }: Company = {},
): Promise<T> {
	const order: Order = {
		dialect: dialectOf(server.name),
		urls: server.urls,
		sent: kindOf(server.name).sent,
		rooms: server.rooms,
		tokens: server.tokens,
		seconds: 0,
		...task,
	};
	const child = spawn(process.execPath, [LOAD, JSON.stringify(order)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	endsWithUs(child);
	const tell = (): void => {
		if (child.stdin.writable) child.stdin.write('on\n');
	};
	const cut = setTimeout(() => child.kill('SIGKILL'), GIVEN_UP_MS);
	let last = '';
	for await (const line of createInterface({ input: child.stdout })) {
		if (line === 'begin' || line === 'end' || line === 'ready') {
			await at[line]?.(child.pid ?? 0);
			tell();
			if (line === 'ready') void over?.then(tell, tell);
		} else last = line;
	}
	clearTimeout(cut);
	if (last === '') throw new Error(`the load of ${task.scenario} against ${server.name} gave no result`);
	return JSON.parse(last) as T;
}
