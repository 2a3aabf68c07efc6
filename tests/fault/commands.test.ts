/**
 * What changes document and tables together is wholly there or not at all, whenever the server or its database is
 * killed: finalising, revealing, restoring, and storing states while others write. What was acknowledged is there.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import type { BlindMode } from '#domain/permissions/roles.ts';
import type { Phase } from '#domain/phases/phases.ts';
import { canonicalContent, canonicalJson } from '#document/content.ts';
import { writeRichText } from '#document/rich-text.ts';
import { textRoot } from '#document/roots.ts';
import * as finalVersions from '#server/db/final-versions.ts';
import { documentAt } from '#server/services/replay.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import { buildPages, Caller, startServerProcess, type ServerProcess } from '../support/http-server.ts';
import { PostgresProcess } from '../support/postgres-process.ts';
import { seededRandom, type Random } from '../support/seeded-random.ts';
import { SteadyWriter } from '../support/steady-writer.ts';
import { yClientIn } from '../support/sync-client.ts';
import { worldOn, type Person } from '../support/sync-server.ts';

const SOAK = process.env.SAMSYN_SOAK === '1';
const ROUNDS = SOAK ? 20 : 3;
const SEED = Number(process.env.SAMSYN_SEED ?? 20_261_128);
const SUBQUESTIONS = allSubquestions(KOMMUNKOMPASSEN).map(({ id }) => id);
const SECTIONS = SUBQUESTIONS.slice(0, 12).map((id) => `sub:${id}`);
/** The writers' own, which nothing else touches. */
const WRITTEN = 'report:summary';
/** How long after the first words a kill comes at the latest, where no command has a length of its own. */
const STORING_MS = 300;
const KINDS = ['finalise', 'reveal', 'restore the whole', 'restore a section', 'store states'] as const;
type Kind = (typeof KINDS)[number];

const postgres = await PostgresProcess.start('commands');
const connection = postgres.connect();
const { db } = connection;
const world = await worldOn(connection, () => undefined);
const lead = await world.person('Lena Lead');
const evaluators = await Promise.all(['Eva Ek', 'Nils Nord'].map((name) => world.person(name)));
const random = seededRandom(SEED);
buildPages();

let server: ServerProcess;
const startServer = () =>
	startServerProcess({
		DATABASE_URL: postgres.url,
		LOG_LEVEL: 'fatal',
		// States are stored all the time, so that a kill meets one being stored in every round.
		SYNC_LIMITS: '{"stateEvery":10}',
	});
beforeAll(async () => {
	server = await startServer();
});

afterAll(async () => {
	await server.stop();
	await connection.close();
	await postgres.remove();
});

interface Prepared {
	id: string;
	room: string;
	/** Log position that a restore goes back to. */
	old: number;
}

const SETTING: Record<Kind, { phase: Phase; blind: BlindMode }> = {
	finalise: { phase: 'review', blind: 'off' },
	reveal: { phase: 'scoring', blind: 'evaluation' },
	'restore the whole': { phase: 'review', blind: 'off' },
	'restore a section': { phase: 'review', blind: 'off' },
	'store states': { phase: 'review', blind: 'off' },
};

const say = (doc: Y.Doc, section: string, words: string): void => {
	const fragment = doc.getXmlFragment(textRoot(section));
	fragment.delete(0, fragment.length);
	writeRichText(fragment, {
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
	});
};

/** A group's whole work: every score, every consensus, a dozen texts that said something else before. */
async function prepared(kind: Kind): Promise<Prepared> {
	const id = await world.evaluation(
		[{ person: lead, role: 'lead' }, ...evaluators.map((person) => ({ person, role: 'evaluator' as const }))],
		SETTING[kind],
	);
	const room = `evaluation/${id}`;
	const own = await world.serve();
	const write = (name: string, by: Person, change: (doc: Y.Doc) => void) =>
		own.hub.command([name], { userId: by.id, sessionId: null }, (context) => {
			context.room(name).write(change);
			return Promise.resolve(context.room(name).seq + 1);
		});
	const scoresOf = (person: Person) => (doc: Y.Doc) => {
		for (const each of SUBQUESTIONS) doc.getMap('scores').set(`${each}/${person.id}`, { points: 5 });
	};
	const old = await write(room, lead, (doc) => {
		for (const section of SECTIONS) say(doc, section, 'Då');
	});
	await write(room, lead, (doc) => {
		for (const section of SECTIONS) say(doc, section, 'Nu');
		if (kind === 'reveal') return;
		const value = { points: 5, version: 1, by: lead.id, at: new Date().toISOString() };
		for (const each of SUBQUESTIONS) doc.getMap('consensus').set(each, value);
	});
	for (const person of evaluators)
		await write(kind === 'reveal' ? `ballot/${id}/${person.id}` : room, person, scoresOf(person));
	await own.stop();
	return { id, room, old };
}

const caller = () => new Caller(server.url, { cookie: lead.cookie, origin: new URL(server.url).origin });

function command(kind: Kind, { id, old }: Prepared): Promise<Response> {
	const at = `/api/v1/evaluations/${id}`;
	const from = `at:${old}`;
	switch (kind) {
		case 'finalise':
			return caller().send('POST', `${at}/phase`, { to: 'final' });
		case 'reveal':
			return caller().send('POST', `${at}/reveal`, {});
		case 'restore the whole':
			return caller().send('POST', `${at}/restore`, { from, reason: 'Fel text' });
		case 'restore a section':
			return caller().send('POST', `${at}/restore`, { from, section: SECTIONS[0] });
		case 'store states':
			return caller().get(`${at}/content`);
	}
}

const auditRows = async (id: string, action: string): Promise<number> =>
	(
		await db
			.selectFrom('audit')
			.select('id')
			.where('evaluation_id', '=', id)
			.where('action', '=', action)
			.execute()
	).length;

const headOf = async (room: string): Promise<number> =>
	(await db.selectFrom('room').select('head_seq').where('name', '=', room).executeTakeFirstOrThrow())
		.head_seq;

/** The canonical content that the log alone leads to. */
async function contentOf(room: string): Promise<string> {
	const doc = await documentAt(db, room, await headOf(room));
	try {
		return canonicalJson(canonicalContent(doc));
	} finally {
		doc.destroy();
	}
}

/** Everything that the command changes, each as whether it is there: all true or all false, or it is between. */
async function marks(kind: Kind, { id, room }: Prepared): Promise<Record<string, boolean>> {
	const content = JSON.parse(await contentOf(room)) as Record<string, Record<string, unknown>>;
	const said = (section: string) => JSON.stringify(content[textRoot(section)]).includes('Då');
	switch (kind) {
		case 'finalise': {
			const { phase } = await db
				.selectFrom('evaluation')
				.select('phase')
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			const changes = await db
				.selectFrom('phase_change')
				.select('to_phase')
				.where('evaluation_id', '=', id)
				.execute();
			const versions = await db
				.selectFrom('snapshot')
				.select('kind')
				.where('evaluation_id', '=', id)
				.execute();
			return {
				phase: phase === 'final',
				change: changes.some(({ to_phase }) => to_phase === 'final'),
				snapshot: versions.some((version) => version.kind === 'final'),
				version: (await finalVersions.list(db, id)).length === 1,
				audit: (await auditRows(id, 'phase.change')) === 1,
				frozen: (await auditRows(id, 'version.freeze')) === 1,
			};
		}
		case 'reveal': {
			const rows = await db
				.selectFrom('reveal')
				.select('subquestion_id')
				.where('evaluation_id', '=', id)
				.execute();
			const all = SUBQUESTIONS.length * evaluators.length;
			const [scores, first] = [content.scores!, content.firstScores!].map((map) => Object.keys(map).length);
			expect([0, all]).toContain(scores);
			expect([0, all]).toContain(first);
			expect([0, SUBQUESTIONS.length]).toContain(rows.length);
			return {
				rows: rows.length > 0,
				scores: scores === all,
				first: first === all,
				audit: (await auditRows(id, 'ballot.reveal')) === 1,
			};
		}
		case 'restore the whole':
			return {
				...Object.fromEntries(SECTIONS.map((section) => [section, said(section)])),
				audit: (await auditRows(id, 'content.restore')) === 1,
			};
		case 'restore a section':
			expect(SECTIONS.slice(1).some(said)).toBe(false);
			return { text: said(SECTIONS[0]!), audit: (await auditRows(id, 'content.restore')) === 1 };
		case 'store states':
			return {};
	}
}

type Outcome = 'before' | 'after';

/** Fails where it is neither. */
async function outcome(kind: Kind, evaluation: Prepared): Promise<Outcome> {
	const found = await marks(kind, evaluation);
	const values = new Set(Object.values(found));
	expect(values.size, `${kind} is between: ${JSON.stringify(found)}`).toBeLessThanOrEqual(1);
	return values.has(true) ? 'after' : 'before';
}

async function bringBack(target: 'server' | 'PostgreSQL'): Promise<void> {
	if (target === 'server') {
		await server.stop();
		server = await startServer();
		return;
	}
	await postgres.again();
	await expect
		.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 30_000, interval: 100 })
		.toBe(200);
}

/** One command, with two people writing all the while; `kill` comes so many milliseconds after it was sent. */
async function round(
	kind: Kind,
	target: 'server' | 'PostgreSQL',
	number: number,
	killAfter: number,
): Promise<Outcome> {
	const evaluation = await prepared(kind);
	const { id, room } = evaluation;
	const at = { url: `${server.url.replace('http', 'ws')}/sync`, origin: new URL(server.url).origin };
	const clients = await Promise.all(evaluators.map((person) => yClientIn(at, room, person)));
	const writers = clients.map((client, i) => new SteadyWriter(client, `n${number}w${i}`, WRITTEN));
	const writing = writers.map((writer) => writer.write());
	await Promise.all(writers.map((writer) => writer.client.until(() => writer.acknowledged().length > 5)));
	const answer = command(kind, evaluation).then(
		({ status }) => status,
		() => undefined,
	);
	await delay(killAfter);
	if (target === 'server') server.process.kill('SIGKILL');
	else postgres.kill();
	for (const writer of writers) writer.stop();
	await Promise.all(writing);
	await bringBack(target);
	const status = await answer;

	const reached = await outcome(kind, evaluation);
	if (status === 200) expect(kind === 'store states' ? 'after' : reached).toBe('after');
	const { faults } = await verifyDatabase(db, { evaluationId: id });
	expect(faults).toEqual([]);
	const content = await contentOf(room);
	const acknowledged = writers.flatMap((writer) => writer.acknowledged());
	const head = await headOf(room);
	for (const { client } of writers) expect(client.acks.at(-1)?.seq ?? 0).toBeLessThanOrEqual(head);
	// A restore of the whole takes out of the text what was written after that moment; the log holds it all the same.
	if (kind !== 'restore the whole' || reached === 'before')
		expect(acknowledged.filter((mark) => !content.includes(mark === '' ? '' : `${mark};`))).toEqual([]);
	const served = await caller().get(`/api/v1/evaluations/${id}/content`);
	expect(canonicalJson((await served.json()) as object)).toBe(content);
	return reached;
}

/** How long the command takes when nobody is killed: kills are spread over a little more than that. */
async function usually(kind: Kind): Promise<number> {
	let took = 0;
	// The first of its kind also pays for what a server does once.
	for (const evaluation of [await prepared(kind), await prepared(kind)]) {
		const began = performance.now();
		const { status } = await command(kind, evaluation);
		took = performance.now() - began;
		expect(status).toBe(200);
		expect(await outcome(kind, evaluation)).toBe('after');
	}
	return took;
}

/**
 * When to kill: spread evenly over the time that the command takes. How long that is with others writing shows only
 * on the way, so a kill that came late and found nothing done makes the next ones later, and the other way round.
 */
class KillTimes {
	readonly #shares: number[];
	#span: number;
	#share = 0;

	constructor(span: number, chance: Random) {
		this.#span = span * 1.2;
		this.#shares = chance.sample(
			Array.from({ length: ROUNDS }, (_, i) => (i + chance.next()) / ROUNDS),
			ROUNDS,
		);
	}

	next(): number {
		this.#share = this.#shares.pop() ?? 0;
		return this.#share * this.#span;
	}

	found(reached: Outcome): void {
		if (reached === 'before' && this.#share > 0.7) this.#span *= 1.5;
		if (reached === 'after' && this.#share < 0.3) this.#span /= 1.5;
	}
}

describe.each(['server', 'PostgreSQL'] as const)('%s killed', (target) => {
	test.each(KINDS)(
		'while it has to %s: wholly before or wholly after, and nothing acknowledged is lost',
		{ timeout: ROUNDS * 60_000 },
		async (kind) => {
			const within = kind === 'store states' ? STORING_MS : await usually(kind);
			const times = new KillTimes(within, random);
			const reached: Outcome[] = [];
			for (let number = 0; number < ROUNDS; number++) {
				const found = await round(kind, target, number, times.next());
				times.found(found);
				reached.push(found);
			}
			if (kind === 'store states') return;
			const after = reached.filter((each) => each === 'after').length;
			if (!SOAK) return;
			console.log(`${target} killed, ${kind}: ${ROUNDS - after} before, ${after} after`);
			// Twenty kills spread over the whole of it that all came too early, or all too late, would prove nothing.
			expect(new Set(reached)).toEqual(new Set(['before', 'after']));
		},
	);
});
