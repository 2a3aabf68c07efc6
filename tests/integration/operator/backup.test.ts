/** A backup is the whole of one moment, made while people work; a restore is that moment again, or nothing at all. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE } from '#document/close-codes.ts';
import { canonicalContent, canonicalJson } from '#document/content.ts';
import { createSessions } from '#server/auth/sessions.ts';
import type { Db } from '#server/db/pool.ts';
import { restoreFrom } from '#server/services/backup.ts';
import { documentAt } from '#server/services/replay.ts';
import { verifyAll } from '#server/services/verification.ts';
import { archiveFolder, linesOf, sealed } from '../../support/archives.ts';
import { samsyn } from '../../support/command-line.ts';
import { freshDatabase } from '../../support/database.ts';
import { SteadyWriter } from '../../support/steady-writer.ts';
import { closeClients, rawAs, yClientIn } from '../../support/sync-client.ts';
import { createWorld, worldOn, type Person } from '../../support/sync-server.ts';

const folder = archiveFolder();
const world = await createWorld();
const people: Person[] = [];
for (let n = 0; n < 4; n++) people.push(await world.person(`Person ${n}`));
const room = `evaluation/${await world.evaluation(people.map((person) => ({ person, role: 'evaluator' as const })))}`;

afterEach(closeClients);

const headIn = async (db: Db) =>
	await db.selectFrom('room').selectAll().where('name', '=', room).executeTakeFirstOrThrow();

async function contentIn(db: Db, seq: number): Promise<string> {
	const doc = await documentAt(db, room, seq);
	try {
		return canonicalJson(canonicalContent(doc));
	} finally {
		doc.destroy();
	}
}

/** What a database holds, as far as a restore could change it. */
async function picture(db: Db): Promise<string> {
	const { rows } = await sql<{ picture: string }>`select concat_ws(' ',
		(select string_agg(id || email, ',' order by id) from app_user),
		(select string_agg(name || generation || epoch || head_seq, ',' order by name) from room),
		(select count(*) || md5(string_agg(hash::text, '' order by room, seq)) from update_log),
		(select count(*) from audit), (select count(*) from session)) as picture`.execute(db);
	return rows[0]!.picture;
}

describe('while a crowd writes', () => {
	let file = '';
	let lines: string[] = [];

	beforeAll(async () => {
		const server = await world.serve({ stateEvery: 40 });
		const clients = await Promise.all(people.map((person) => yClientIn(server, room, person)));
		const writers = clients.map((client, i) => new SteadyWriter(client, `w${i}`));
		const writing = writers.map((writer) => writer.write());
		await writers[0]!.client.until(() => writers.every((writer) => writer.acknowledged().length > 60));
		const before = await headIn(world.db);
		file = await folder.backup(world.connection, 'crowd');
		await writers[0]!.client.until(() => writers.every((writer) => writer.acknowledged().length > 120));
		for (const writer of writers) writer.stop();
		await Promise.all(writing);
		await server.stop();
		lines = linesOf(file);
		expect(before.head_seq).toBeLessThan((await headIn(world.db)).head_seq);
	});

	test('the backup is one moment: restored elsewhere it verifies, and says what the log said then', async () => {
		const other = await freshDatabase();
		const { faults, rows } = await restoreFrom(other, file);
		expect(faults).toEqual([]);
		expect(rows).toBeGreaterThan(100);
		const verified = await verifyAll(other.db);
		expect(verified.faults).toEqual([]);
		expect(verified.states).toBeGreaterThan(0);
		const [there, here] = [await headIn(other.db), await headIn(world.db)];
		expect(there.head_seq).toBeGreaterThan(0);
		expect(there.head_seq).toBeLessThan(here.head_seq);
		expect(await contentIn(other.db, there.head_seq)).toBe(await contentIn(world.db, there.head_seq));
	});

	test('what is restored is a new generation, and the numbers that the database gives out go on', async () => {
		const other = await freshDatabase();
		await restoreFrom(other, file);
		const [there, here] = [await headIn(other.db), await headIn(world.db)];
		expect(there).toMatchObject({ generation: here.generation + 1, owner: null });
		expect(there.epoch).toBeGreaterThan(here.epoch - 1);
		const audit = await other.db.selectFrom('audit').select(['id', 'action']).orderBy('id').execute();
		expect(audit.at(-1)?.action).toBe('backup.restore');
		expect(new Set(audit.map(({ id }) => id)).size).toBe(audit.length);
	});

	test('the restored log takes no change, as before', async () => {
		const other = await freshDatabase();
		await restoreFrom(other, file);
		await expect(other.db.updateTable('update_log').set({ user_id: 'x' }).execute()).rejects.toThrow(
			/append-only/,
		);
		await expect(
			other.db
				.insertInto('member')
				.values({ evaluation_id: 'x', user_id: 'y', role: 'lead', scores: false })
				.execute(),
		).rejects.toThrow(/foreign key/);
	});

	test('people go on with it on a server of their own, where a copy from after the backup is rebuilt', async () => {
		const other = await freshDatabase();
		await restoreFrom(other, file);
		const stops: (() => Promise<void>)[] = [];
		const server = await (await worldOn(other, (stop) => stops.push(stop))).serve();
		const session = await createSessions(other.db, { secure: false }).begin(people[0]!.id, null);
		const who = { cookie: `${session.cookie.name}=${session.cookie.value}` };
		const client = await yClientIn(server, room, who);
		await client.write(
			(doc) => void doc.getMap('sections').set('sub:1.1', { state: 'draft', by: people[0]!.id }),
		);
		expect((await verifyAll(other.db)).faults).toEqual([]);
		const stale = rawAs(server, room, who, '?generation=1');
		expect((await stale.end()).code).toBe(CLOSE.rebuild);
		closeClients();
		for (const stop of stops) await stop();
	});

	test('sessions are not in it: who was signed out stays signed out', () => {
		const names = lines.flatMap((line) =>
			line.startsWith('{"table"') ? [(JSON.parse(line) as { table: string }).table] : [],
		);
		expect(names).toContain('app_user');
		expect(names).not.toContain('session');
	});

	test.each<[string, RegExp, (file: string) => string]>([
		['nothing at all', /not one that Samsyn has written/, () => written('empty', Buffer.alloc(0))],
		['not packed', /not one that Samsyn has written/, () => written('text', Buffer.from('hello'))],
		[
			'packed by somebody else',
			/not one that Samsyn has written/,
			() => written('gz', gzipSync('{"a":1}\n')),
		],
		['one evaluation', /not one that Samsyn has written/, () => otherHead('samsyn-evaluation')],
		[
			'cut in the middle of the packing',
			/cut short/,
			() => written('cut', readFileSync(file).subarray(0, 5000)),
		],
		['without its last line', /cut short/, () => folder.changed(file, (all) => all.slice(0, -1))],
		[
			'cut between two tables',
			/cut short/,
			() =>
				folder.changed(file, (all) => all.slice(0, all.findIndex((line) => line.startsWith('{"end"')) + 1)),
		],
		// Where the turned bit says how long something is, it looks like a file that ends too early.
		['with a bit turned', /changed or damaged|cut short/, () => written('bit', flipped(readFileSync(file)))],
		[
			'with a name changed',
			/changed or damaged/,
			() => folder.changed(file, (all) => all.map((line) => line.replace('Person 1', 'Person 7'))),
		],
		[
			'with a row left out',
			/changed or damaged/,
			() =>
				folder.changed(file, (all) =>
					all.toSpliced(
						all.findIndex((line) => line.startsWith('[')),
						1,
					),
				),
		],
		['with lines after its end', /changed or damaged/, () => folder.changed(file, (all) => [...all, '[]'])],
		['of a newer version', /newer version/, () => otherHead('samsyn-backup', { version: 2 })],
		[
			'of a schema to come',
			/newer version/,
			() => otherHead('samsyn-backup', { migrations: ['0001_initial', '9999_later'] }),
		],
	])('a file %s is refused in one sentence, and nothing is changed', async (_, sentence, make) => {
		const bad = make(file);
		const other = await freshDatabase();
		const before = await picture(other.db);
		await expect(restoreFrom(other, bad, { replace: true })).rejects.toThrow(sentence);
		expect(await picture(other.db)).toBe(before);
	});

	const written = (name: string, bytes: Buffer): string => {
		writeFileSync(folder.file(name), bytes);
		return folder.file(name);
	};
	const flipped = (bytes: Buffer): Buffer => {
		bytes[bytes.length >> 1]! ^= 1;
		return bytes;
	};
	/** Another first line under a last line that fits. */
	function otherHead(format: string, change: object = {}): string {
		const [first = ''] = lines;
		const head = JSON.stringify({ ...(JSON.parse(first) as object), format, ...change });
		return folder.changed(file, (all) => sealed([head, ...all.slice(1)]));
	}
});

describe('a database that holds something', () => {
	test('is not replaced without a word, and wholly with it', async () => {
		const file = await folder.backup(world.connection, 'again');
		const other = await freshDatabase();
		await other.db
			.insertInto('app_user')
			.values({
				id: 'u',
				email: 'u@example.test',
				name: 'U',
				initials: 'U',
				password_hash: null,
				locale: null,
			})
			.execute();
		const before = await picture(other.db);
		await expect(restoreFrom(other, file)).rejects.toThrow(/not empty.*--replace/);
		expect(await picture(other.db)).toBe(before);
		await restoreFrom(other, file, { replace: true });
		expect(await other.db.selectFrom('app_user').select('id').where('id', '=', 'u').execute()).toEqual([]);
		expect((await verifyAll(other.db)).faults).toEqual([]);
	});

	test('is not touched while a server runs on it', async () => {
		const file = await folder.backup(world.connection, 'served');
		const server = await world.serve();
		const before = await picture(world.db);
		await expect(restoreFrom(world.connection, file, { replace: true })).rejects.toThrow(/A server runs/);
		expect(await picture(world.db)).toBe(before);
		await server.stop();
		await restoreFrom(world.connection, file, { replace: true });
		expect((await verifyAll(world.db)).faults).toEqual([]);
	});
});

test('a file that is whole, but whose log was tampered with before it was made, is refused by name', async () => {
	const tampered = await freshDatabase();
	await restoreFrom(tampered, await folder.backup(world.connection, 'honest'));
	await sql`alter table update_log disable trigger user`.execute(tampered.db);
	await tampered.db
		.updateTable('update_log')
		.set({ user_id: people[1]!.id })
		.where('room', '=', room)
		.where('seq', '=', 7)
		.execute();
	const file = await folder.backup(tampered, 'tampered');
	const other = await freshDatabase();
	const before = await picture(other.db);
	const refused = await restoreFrom(other, file).catch((error: unknown) => error);
	expect(refused).toMatchObject({ faults: [`${room} at 7: row changed`] });
	expect(await picture(other.db)).toBe(before);
	const { faults } = await restoreFrom(other, file, { despiteFaults: true });
	expect(faults).toHaveLength(1);
});

describe('on the command line', () => {
	test('a backup goes round, told in one line each, and is only for its owner to read', async () => {
		const other = await freshDatabase();
		const file = folder.file('by-hand');
		const made = await samsyn(['backup', file], { DATABASE_URL: world.connection.url });
		expect(made).toMatchObject({ code: 0, stderr: '' });
		expect(made.stdout).toMatch(/rows of \d+ tables, sha256 [0-9a-f]{64}\n$/);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const restored = await samsyn(['restore', file], { DATABASE_URL: other.url });
		expect(restored).toMatchObject({ code: 0, stderr: '' });
		const verified = await samsyn(['verify'], { DATABASE_URL: other.url });
		expect(verified).toMatchObject({ code: 0 });
		expect(verified.stdout).toMatch(/ 0 faults\n$/);
		const actions = (await world.db.selectFrom('audit').select('action').execute()).map(
			({ action }) => action,
		);
		expect(actions).toContain('backup.create');
	});

	test('what cannot be done is said in one sentence, and leaves no file', async () => {
		const file = folder.file('twice');
		writeFileSync(file, 'mine');
		const env = { DATABASE_URL: world.connection.url };
		expect(await samsyn(['backup', file], env)).toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^.* is there already\. Name a file that is not\.\n$/) as string,
		});
		expect(readFileSync(file, 'utf8')).toBe('mine');
		expect((await samsyn(['backup'], env)).code).toBe(2);
		expect((await samsyn(['backup', 'a', 'b'], env)).code).toBe(2);
		expect(await samsyn(['backup', folder.file('no/such/folder')], env)).toMatchObject({ code: 1 });
		expect(existsSync(folder.file('twice.partial'))).toBe(false);
		const unwritable = folder.file('x'.repeat(300));
		expect(await samsyn(['backup', unwritable], env)).toMatchObject({
			code: 1,
			stderr: `${unwritable} cannot be written (ENAMETOOLONG).\n`,
		});
		expect(await samsyn(['restore', folder.file('.'), '--replace'], env)).toMatchObject({
			code: 1,
			stderr: expect.stringMatching(/^.* cannot be read\.\n$/) as string,
		});
		expect((await samsyn(['restore', folder.file('none')], env)).stderr).toMatch(/cannot be read/);
		expect(await samsyn(['restore', file, '--replace'], env)).toMatchObject({
			code: 1,
			stderr: 'The file is not one that Samsyn has written.\n',
		});
	});
});
