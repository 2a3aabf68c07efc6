/**
 * The promise behind the saved mark: what was acknowledged, or shown to anyone, is there after the server was
 * killed in the middle of its work. The real product, a real PostgreSQL that waits for its disk, SIGKILL.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { startEmbeddedPostgres } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { connect } from '#server/db/pool.ts';
import { buildPages, startServerProcess } from '../support/http-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SteadyWriter } from '../support/steady-writer.ts';
import { yClient, yClientIn, type YClient } from '../support/sync-client.ts';
import { worldOn, type Person } from '../support/sync-server.ts';

const ROUNDS = process.env.SAMSYN_SOAK ? 20 : 3;
const SEED = Number(process.env.SAMSYN_SEED ?? 20_261_123);
const WRITERS = 4;
const LIVES_AT_LEAST_MS = 150;
const LIVES_AT_MOST_MS = 900;

const dir = path.join(tmpdir(), `samsyn-kill-${process.pid}`);
const postgres = await startEmbeddedPostgres(dir);
const connection = connect(postgres.url, pino({ level: 'silent' }));
await migrate(connection.db);
const world = await worldOn(connection, () => undefined);
const people = await Promise.all(Array.from({ length: WRITERS + 1 }, (_, i) => world.person(`Person ${i}`)));
const room = `evaluation/${await world.evaluation(people.map((person) => ({ person, role: 'evaluator' as const })))}`;
buildPages();

afterAll(async () => {
	await connection.close();
	await postgres.stop();
	rmSync(dir, { recursive: true, force: true });
	rmSync(`${dir}.password`, { force: true });
});

const start = async () => {
	const server = await startServerProcess({ DATABASE_URL: postgres.url, DATA_DIR: dir, LOG_LEVEL: 'error' });
	const origin = new URL(server.url).origin;
	return { ...server, at: { url: `${origin.replace('http', 'ws')}/sync`, origin } };
};

const findings = (doc: Y.Doc): string[] => [...doc.getMap('findings').keys()];
const words = (doc: Y.Doc): string => doc.getXmlFragment('text:sub:1.1').toJSON();

const addFinding = (doc: Y.Doc, mark: string) =>
	void doc.getMap('findings').set(mark, { kind: 'strength', area: '1', order: 'a0' });

async function round(number: number, lifeMs: number): Promise<{ promised: string[]; lost: string[] }> {
	const server = await start();
	const [reader, ...writers] = await Promise.all(people.map((person) => yClientIn(server.at, room, person)));
	if (!reader) throw new Error('Nobody reads.');
	const all = writers.map((client, i) => new SteadyWriter(client, `r${number}w${i}`));
	const writing = all.map((writer) => writer.write(addFinding));
	await reader.until(() => findings(reader.doc).some((key) => key.startsWith(`r${number}`)), 'a first edit');
	await delay(lifeMs);
	server.process.kill('SIGKILL');
	for (const writer of all) writer.stop();
	reader.close();
	await Promise.all(writing);
	await server.stop();

	const seenBy = (client: YClient, others: (mark: string) => boolean): string[] =>
		[...findings(client.doc), ...(words(client.doc).match(/r\d+w\d+-\d+(?=;)/g) ?? [])].filter(others);
	const promised = new Set(seenBy(reader, () => true));
	for (const writer of all) {
		for (const mark of writer.acknowledged()) if (mark !== '') promised.add(mark);
		for (const mark of seenBy(writer.client, (each) => !each.startsWith(`${writer.name}-`)))
			promised.add(mark);
	}

	const again = await start();
	const fresh = await yClientIn(again.at, room, people[0] as Person);
	const found = new Set(seenBy(fresh, () => true));
	fresh.close();
	expect(await again.stop()).toBe(0);
	return { promised: [...promised], lost: [...promised].filter((mark) => !found.has(mark)) };
}

const random = seededRandom(SEED);
const lives = Array.from(
	{ length: ROUNDS },
	(_, i) => [i + 1, LIVES_AT_LEAST_MS + random.below(LIVES_AT_MOST_MS - LIVES_AT_LEAST_MS)] as const,
);

test.each(lives)(
	'round %i: killed after %i ms of work, nothing acknowledged or shown is lost',
	async (number, lifeMs) => {
		const { promised, lost } = await round(number, lifeMs);
		expect(promised.filter((mark) => mark.startsWith(`r${number}`)).length).toBeGreaterThan(WRITERS);
		expect(lost).toEqual([]);
	},
);

test('a client that was there when the server died goes on by itself, with everything it typed', async () => {
	const server = await start();
	const person = people[1] as Person;
	const client = await yClientIn(server.at, room, person);
	await client.write(
		(doc) => void doc.getMap('findings').set('before', { kind: 'strength', area: '1', order: 'a0' }),
	);
	server.process.kill('SIGKILL');
	client.doc.getMap('findings').set('meanwhile', { kind: 'strength', area: '1', order: 'a1' });
	await server.stop();
	client.close();
	const again = await start();
	const back = yClient(again.at, room, person, { doc: client.doc });
	await back.synced();
	const fresh = await yClientIn(again.at, room, people[0] as Person);
	expect(findings(fresh.doc)).toEqual(expect.arrayContaining(['before', 'meanwhile']));
	for (const each of [back, fresh]) each.close();
	await again.stop();
});
