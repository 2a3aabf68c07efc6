/**
 * A measurement that is broken off, by Ctrl-C or SIGTERM, leaves nothing behind. A PostgreSQL of ours is a process group of
 * its own, which a terminal's Ctrl-C does not reach.
 */
import type { ChildProcess } from 'node:child_process';

const BROKEN_OFF = 130;

const ends = new Set<() => Promise<unknown>>();
let leaving = false;

async function leave(): Promise<void> {
	if (leaving) return;
	leaving = true;
	for (const end of [...ends].reverse())
		await end().catch((error: unknown) => console.error('left behind:', error));
	process.exit(BROKEN_OFF);
}

let listening = false;
function listen(): void {
	if (listening) return;
	listening = true;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave());
}

/** What is to be ended first, the last that was begun before the others. Answers with how it is taken back. */
export function onLeaving(end: () => Promise<unknown>): () => void {
	listen();
	ends.add(end);
	return () => void ends.delete(end);
}

/** However this process ends, the other does not outlive it. */
export function endsWithUs(child: ChildProcess): ChildProcess {
	listen();
	const cut = (): void => void child.kill('SIGKILL');
	process.once('exit', cut);
	child.once('exit', () => process.off('exit', cut));
	return child;
}
