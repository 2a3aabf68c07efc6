/**
 * How long it takes to open a past moment of a long evaluation, from PostgreSQL to canonical content: at the worst
 * positions, where no stored state is near, and where a snapshot is. The target is below one second everywhere.
 * `node bench/past-moment.ts [--json FILE]`
 */
import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { pino } from 'pino';
import * as Y from 'yjs';
import { migrate } from '../server/db/migrate.ts';
import { connect, type Db } from '../server/db/pool.ts';
import { contentAt } from '../server/services/timeline.ts';
import { seededRandom, type Random } from '../tests/support/seeded-random.ts';
import { startPostgres } from './postgres.ts';

const TARGET_MS = 1_000;
const UPDATES = 50_000;
const ROUNDS = 5;
const ROOM = 'evaluation/bench';
/** A row a batch of these; PostgreSQL takes so many parameters and no more. */
const BATCH = 2_000;

/** Three weeks of writing and scoring: mostly letters, some words taken out, some scores. */
function updates(random: Random): Uint8Array[] {
	const doc = new Y.Doc();
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	const texts = Array.from({ length: 45 }, (_, n) => {
		const text = new Y.XmlText();
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [text]);
		doc.getXmlFragment(`text:sub:${1 + (n % 8)}.${1 + Math.floor(n / 8)}`).insert(0, [paragraph]);
		return text;
	});
	while (made.length < UPDATES) {
		const text = random.pick(texts);
		const at = random.below(text.length + 1);
		if (random.below(10) === 0)
			doc.getMap('scores').set(`1.${random.below(45)}/u${random.below(6)}`, { points: random.below(30) });
		else if (random.below(8) === 0 && at < text.length) text.delete(at, 1);
		else text.insert(at, random.pick(['a', 'kommun', ' ', 'en ']));
	}
	return made;
}

async function fill(db: Db, log: readonly Uint8Array[]): Promise<void> {
	await db.insertInto('room').values({ name: ROOM, evaluation_id: 'bench' }).execute();
	for (let from = 0; from < log.length; from += BATCH)
		await db
			.insertInto('update_log')
			.values(
				log.slice(from, from + BATCH).map((bytes, n) => ({
					room: ROOM,
					seq: from + n + 1,
					generation: 0,
					epoch: 1,
					kind: 'update' as const,
					user_id: null,
					session_id: null,
					client_id: 1,
					from_clock: 0,
					to_clock: 0,
					bytes,
					at: new Date(0),
					prev_hash: Buffer.alloc(0),
					hash: Buffer.alloc(32),
				})),
			)
			.execute();
}

async function median(db: Db, seq: number): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const start = performance.now();
		await contentAt(db, ROOM, seq);
		times.push(performance.now() - start);
	}
	return Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!);
}

const server = await startPostgres({ durable: false });
const connection = connect(server.url, pino({ level: 'silent' }));
const { db } = connection;
try {
	await migrate(db);
	// The rows of a log alone: no evaluation stands behind them.
	await sql`alter table room drop constraint room_evaluation_id_fkey`.execute(db);
	const log = updates(seededRandom(6));
	await fill(db, log);
	const figures: { what: string; ms: number }[] = [];
	for (const seq of [1, UPDATES / 2, UPDATES])
		figures.push({ what: `position ${seq}, from the log alone`, ms: await median(db, seq) });
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of log.slice(0, UPDATES - 1_000)) Y.applyUpdate(doc, update);
	});
	await db
		.insertInto('room_state')
		.values({ room: ROOM, seq: UPDATES - 1_000, bytes: Y.encodeStateAsUpdate(doc) })
		.execute();
	figures.push({
		what: `position ${UPDATES}, 1000 updates after a stored state`,
		ms: await median(db, UPDATES),
	});
	for (const { what, ms } of figures)
		console.log(`${String(ms).padStart(6)} ms  ${ms < TARGET_MS ? 'ok  ' : 'SLOW'}  ${what}`);
	const json = process.argv.indexOf('--json');
	const file = json === -1 ? undefined : process.argv[json + 1];
	if (file)
		writeFileSync(file, JSON.stringify({ updates: UPDATES, targetMs: TARGET_MS, figures }, null, '\t'));
	if (figures.some(({ ms }) => ms >= TARGET_MS)) process.exitCode = 1;
} finally {
	await connection.close();
	await server.stop();
}
