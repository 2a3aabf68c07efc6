/**
 * Builds the pages unless build/ was made from exactly these sources: a digest of all of them lies beside
 * the build. Modification times would not do: a checkout changes them in either direction.
 */
import './node-version.ts';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '..');
const STAMP = path.join(root, 'build', '.sources');
const LOCK = path.join(root, 'node_modules', '.cache', 'samsyn-build.lock');
// The API's routes import server/, so it is part of the build as well.
const SOURCES = [
	'src',
	'server',
	'static',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
];

function* filesOf(entry: string): Generator<string> {
	if (!existsSync(entry)) return;
	if (statSync(entry).isFile()) yield entry;
	else for (const name of readdirSync(entry).sort()) yield* filesOf(path.join(entry, name));
}

function digestOfSources(): string {
	const hash = createHash('sha256');
	for (const source of SOURCES)
		for (const file of filesOf(path.join(root, source))) {
			hash.update(`${path.relative(root, file)}\0`);
			hash.update(createHash('sha256').update(readFileSync(file)).digest());
		}
	return hash.digest('hex');
}

function build(): void {
	// Everything it says goes to standard error: the first line on standard output is the server's.
	const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const { status, error } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: root,
		stdio: ['ignore', process.stderr.fd, process.stderr.fd],
	});
	if (status === 0) return;
	console.error(`The pages could not be built: ${error?.message ?? 'see the messages above.'}`);
	process.exit(1);
}

/** Runs `work` while no other process does: two builds at once would mix their files. */
async function alone(work: () => void): Promise<void> {
	mkdirSync(path.dirname(LOCK), { recursive: true });
	for (;;) {
		try {
			writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
			break;
		} catch {
			if (!holderLives()) rmSync(LOCK, { force: true });
			else await delay(200);
		}
	}
	process.once('exit', () => rmSync(LOCK, { force: true }));
	work();
	rmSync(LOCK, { force: true });
}

function holderLives(): boolean {
	try {
		const pid = Number(readFileSync(LOCK, 'utf8'));
		return pid > 0 && process.kill(pid, 0);
	} catch {
		return false;
	}
}

const upToDate = (sources: string): boolean =>
	existsSync(path.join(root, 'build', 'handler.js')) &&
	existsSync(STAMP) &&
	readFileSync(STAMP, 'utf8') === sources;

// An installation that is built already needs no right to write.
if (!upToDate(digestOfSources()))
	await alone(() => {
		const sources = digestOfSources();
		if (upToDate(sources)) return;
		console.error('building the pages …');
		rmSync(STAMP, { force: true });
		build();
		writeFileSync(STAMP, sources);
	});
