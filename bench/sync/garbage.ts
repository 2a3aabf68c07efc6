/**
 * Has a Node process collect its garbage, over its inspector: V8 lets an idle process keep garbage for minutes, and what
 * documents cost would be told by when it happened to clean up. The same for every server, and none of them is changed.
 */
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { WebSocket } from 'ws';

const OPENS_WITHIN_MS = 5_000;
const RETURNED_MS = 1_000;

/** Where a process that was started with `--inspect-port` listens once it is signalled. */
async function inspectorOf(pid: number, port: number): Promise<string> {
	process.kill(pid, 'SIGUSR1');
	const until = performance.now() + OPENS_WITHIN_MS;
	for (;;) {
		try {
			const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
			const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
			if (target) return target.webSocketDebuggerUrl;
		} catch (error) {
			if (performance.now() > until) throw error;
		}
		await after(50);
	}
}

/** Resolves when it is done and the freed pages have had a second to go back to the system. */
export async function collectGarbage(pid: number, port: number): Promise<void> {
	const socket = new WebSocket(await inspectorOf(pid, port));
	await once(socket, 'open');
	for (let id = 1; id <= 2; id++) {
		socket.send(JSON.stringify({ id, method: 'HeapProfiler.collectGarbage' }));
		await once(socket, 'message');
	}
	socket.close();
	await once(socket, 'close');
	await after(RETURNED_MS);
}
