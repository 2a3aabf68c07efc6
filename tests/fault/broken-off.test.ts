/** A measurement that is broken off, at any moment, leaves no process and no database behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';

const bench = (file: string) => JSON.stringify(new URL(`../../bench/${file}`, import.meta.url).href);
const folder = mkdtempSync(path.join(tmpdir(), 'samsyn-broken-off-'));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCRIPT = `
	const { spawn } = await import('node:child_process');
	const { endsWithUs } = await import(${bench('leaving.ts')});
	const { startPostgres } = await import(${bench('postgres.ts')});
	const sleeping = ['-e', 'setInterval(() => undefined, 1000)'];
	console.log(endsWithUs(spawn(process.execPath, sleeping, { stdio: 'ignore' })).pid);
	const starting = startPostgres({ durable: false });
	console.log('starting');
	await starting;
	console.log('ready');
	setInterval(() => undefined, 1000);`;

const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

test.each([
	['SIGINT', 'while it measures', 'ready'],
	['SIGTERM', 'while it measures', 'ready'],
	['SIGINT', 'while its database is just being made', 'starting'],
] as const)('by %s %s', async (signal, _, moment) => {
	const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
		env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: folder },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	let sleeper = 0;
	for await (const line of createInterface({ input: child.stdout })) {
		sleeper ||= Number(line);
		if (line === moment) break;
	}
	const postmaster = moment === 'ready' ? postmasterIn(folder) : undefined;
	child.kill(signal);
	expect(await ended).toEqual([130, null]);
	expect(readdirSync(folder)).toEqual([]);
	await expect.poll(() => [sleeper, postmaster ?? sleeper].some(isAlive)).toBe(false);
});

function postmasterIn(place: string): number {
	const [own = ''] = readdirSync(place);
	return Number(readFileSync(path.join(place, own, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}
