/**
 * When PostgreSQL is gone, does not answer or has no room: everybody is told, nobody is let in who could not be
 * saved, what is unsaved stays with its author, and it is committed by itself once, when the database is back.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { CANNOT_SAVE, CLOSE } from '#document/close-codes.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import { makeDisk, type Disk } from '../support/full-disk.ts';
import { buildPages, Caller, startServerProcess } from '../support/http-server.ts';
import { PostgresProcess } from '../support/postgres-process.ts';
import { SteadyWriter } from '../support/steady-writer.ts';
import { closeClients, rawAs, yClientIn, type YClient } from '../support/sync-client.ts';
import { worldOn } from '../support/sync-server.ts';

const postgres = await PostgresProcess.start('storage');
const connection = postgres.connect();
const world = await worldOn(connection, () => undefined);
const [eva, nils] = [await world.person('Eva Ek'), await world.person('Nils Nord')];
buildPages();
const server = await startServerProcess({
	DATABASE_URL: postgres.url,
	LOG_LEVEL: 'silent',
	SYNC_LIMITS: '{"commitTimeoutMs":1500,"sweepMs":100}',
});
const at = { url: `${server.url.replace('http', 'ws')}/sync`, origin: new URL(server.url).origin };
let disk: Disk | undefined;

afterEach(closeClients);
afterAll(async () => {
	await server.stop();
	await connection.close();
	await postgres.remove();
	await disk?.remove();
});

const newRoom = async () =>
	`evaluation/${await world.evaluation([eva, nils].map((person) => ({ person, role: 'evaluator' as const })))}`;
const ready = async () => (await fetch(`${server.url}/readyz`)).status;
const notices = (client: YClient) =>
	client.notices.flatMap((notice) => (notice.kind === 'storage' ? [notice.saving] : []));
const paused = (client: YClient) =>
	client.until(
		() => notices(client).at(-1) === false || client.closes.some(({ reason }) => reason === CANNOT_SAVE),
		'to be told that nothing can be saved',
	);

/** Two people write while something is broken and mended; everything they wrote is committed, each word once. */
async function through(
	breaking: () => Promise<void> | void,
	mend: () => Promise<void> | void,
): Promise<void> {
	const room = await newRoom();
	const clients = await Promise.all([eva, nils].map((person) => yClientIn(at, room, person)));
	const writers = clients.map((client, i) => new SteadyWriter(client, `w${i}`));
	const writing = writers.map((writer) => writer.write());
	await Promise.all(writers.map((writer) => writer.client.until(() => writer.acknowledged().length > 20)));

	await breaking();
	await Promise.all(clients.map(paused));
	const turnedAway = rawAs(at, room, eva);
	expect(await turnedAway.end()).toEqual({ code: CLOSE.tryAgain, reason: CANNOT_SAVE });
	expect(await ready()).toBe(503);
	const before = writers.map((writer) => writer.sent.length);
	await delay(300);
	// Whoever went on typing lost nothing by it.
	expect(writers.every((writer, i) => writer.sent.length > before[i]!)).toBe(true);

	await mend();
	for (const writer of writers) writer.pause();
	await Promise.all(writing);
	await expect.poll(ready, { timeout: 30_000 }).toBe(200);
	const marks = writers.flatMap((writer) => writer.sent.filter((mark) => mark !== ''));
	const said = async () => {
		const fresh = await yClientIn(at, room, nils);
		const words = fresh.doc.getXmlFragment('text:sub:1.1').toJSON();
		fresh.close();
		return words;
	};
	await expect
		.poll(
			async () => {
				const words = await said();
				return marks.filter((mark) => !words.includes(` ${mark};`));
			},
			{ timeout: 30_000, interval: 250 },
		)
		.toEqual([]);
	const words = await said();
	expect(marks.filter((mark) => words.split(` ${mark};`).length !== 2)).toEqual([]);
	expect((await verifyDatabase(connection.db)).faults).toEqual([]);
}

test('PostgreSQL killed and started again: the same server and the same clients go on by themselves', () =>
	through(
		() => postgres.kill(),
		() => postgres.again(),
	));

test('PostgreSQL that does not answer: told after a while, and not written twice when it does', () =>
	through(
		() => postgres.freeze(),
		() => postgres.thaw(),
	));

test('every connection to PostgreSQL cut at once is no more than a moment', async () => {
	const room = await newRoom();
	const client = await yClientIn(at, room, eva);
	await connection.pool.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
	);
	const findings = client.doc.getMap('findings');
	findings.set('after', { kind: 'strength', area: '1', order: 'a0' });
	await expect.poll(ready).toBe(200);
	await expect
		.poll(async () => {
			const fresh = await yClientIn(at, room, nils);
			const there = fresh.doc.getMap('findings').has('after');
			fresh.close();
			return there;
		})
		.toBe(true);
});

test('a full disk: writing pauses until there is room, and reading goes on', async () => {
	disk = await makeDisk(connection);
	const own = disk;
	const caller = new Caller(server.url, { cookie: eva.cookie, origin: at.origin });
	await through(
		async () => {
			await own.fill();
		},
		async () => {
			const page = await caller.get('/api/v1/evaluations');
			expect(page.status).toBe(200);
			await own.empty();
		},
	);
});

test('the database that comes with the product is started again when it dies, and work goes on', async () => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'samsyn-revive-'));
	// As root PostgreSQL runs under another account, which must get here.
	chmodSync(dataDir, 0o755);
	const own = await startServerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, [
		'server/main.ts',
		'--demo',
	]);
	const status = async () => (await fetch(`${own.url}/readyz`)).status;
	const postmaster = () =>
		Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
	try {
		const first = postmaster();
		process.kill(first, 'SIGKILL');
		await expect
			.poll(() => (existsSync(path.join(dataDir, 'postgres', 'postmaster.pid')) ? postmaster() : first), {
				timeout: 40_000,
			})
			.not.toBe(first);
		await expect.poll(status, { timeout: 40_000 }).toBe(200);
		expect((await fetch(`${own.url}/signin`)).status).toBe(200);
		expect(await own.stop()).toBe(0);
		expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
	} finally {
		await own.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
});
