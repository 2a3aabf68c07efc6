/**
 * For random histories of a group's whole work: the log alone, from its very beginning or from any stored state,
 * leads to every kept version, to the hash; and what is told between two versions leads from the one to the other.
 */
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyComparison, compareContents } from '#document/comparison.ts';
import { canonicalContent, canonicalJson, type CanonicalContent } from '#document/content.ts';
import { leaveMarks } from '#document/leave-marks.ts';
import { writeComparison } from '#document/restoration.ts';
import { contentHash } from '#server/services/snapshots.ts';
import { evaluationRoom } from '#server/services/evaluation-command.ts';
import { documentAt } from '#server/services/replay.ts';
import { verifyDatabase } from '#server/services/verify-database.ts';
import { writeState } from '#server/sync/room-store.ts';
import { ServiceError } from '#server/services/errors.ts';
import { startServer, SUBQUESTIONS, type Group } from '../../support/group.ts';
import { editRichText } from '../../support/rich-text-edits.ts';
import { seededRandom, type Random } from '../../support/seeded-random.ts';

const SOAK = process.env.SAMSYN_SOAK === '1';
const SEEDS = Array.from({ length: SOAK ? 40 : 5 }, (_, i) => i + 1);
const STEPS = SOAK ? 150 : 60;

const server = await startServer();
const { services } = server;
const { db } = services.connection;

/** Everything a group does that leaves a row in the log or a version beside it. */
const STEPS_OF_WORK: ((group: Group, random: Random) => Promise<unknown>)[] = [
	(group, random) =>
		server.score(group, random.pick(group.evaluators), random.pick(SUBQUESTIONS.slice(0, 6)), {
			points: random.below(40) / 4,
		}),
	(group, random) =>
		server.score(group, random.pick(group.evaluators), random.pick(SUBQUESTIONS.slice(0, 6)), undefined),
	(group, random) => write(group, (doc) => editRichText(doc, random.pick(TEXTS), random)),
	(group, random) => write(group, (doc) => editRichText(doc, random.pick(TEXTS), random)),
	(group, random) =>
		write(group, (doc) =>
			doc.getMap('findings').set(random.pick(['a', 'b', 'c']), {
				kind: random.pick(['strength', 'improvement']),
				area: '1',
				order: `a${random.below(9)}`,
			}),
		),
	(group, random) => write(group, (doc) => doc.getMap('findings').delete(random.pick(['a', 'b', 'c']))),
	(group, random) => services.snapshots.take(group.lead, group.id, `Version ${random.below(1000)}`),
	(group, random) =>
		services.phases.change(
			group.lead,
			group.id,
			random.pick(['scoring', 'calibration', 'review']),
			'Så blev det',
		),
	async (group, random) => {
		const [version] = random.sample(await services.snapshots.list(group.lead, group.id), 1);
		if (version)
			await services.restorations.restore(group.lead, group.id, { from: version.id, reason: 'Tillbaka' });
	},
	(group, random) =>
		services.consensus.set(group.lead, group.id, random.pick(SUBQUESTIONS.slice(0, 4)), {
			points: random.below(20) / 2,
			motive: 'Vi enades',
			basedOn: random.chance(0.5) ? null : random.below(3),
		}),
	async (group) => {
		const room = evaluationRoom(group.id);
		const { seq, state } = await services.sync.read(room, (doc, at) => ({
			seq: at.seq,
			state: Y.encodeStateAsUpdate(doc),
		}));
		await writeState(db, room, { seq, update: state, stateVector: undefined });
	},
];
const TEXTS = ['text:sub:1.1', 'text:area:1:summary', 'text:report:summary'];

const write = (group: Group, change: (doc: Y.Doc) => void) => {
	const room = evaluationRoom(group.id);
	return services.sync.command([room], { userId: group.lead.id, sessionId: null }, (context) => {
		context.room(room).write(change);
		return Promise.resolve();
	});
};

/** What the rules refuse is no part of a history. */
async function allowed(step: Promise<unknown>): Promise<void> {
	await step.catch((error: unknown) => {
		if (!(error instanceof ServiceError)) throw error;
	});
}

/** The documents at these positions, by applying every row since the first. */
async function fromTheBeginning(
	room: string,
	positions: ReadonlySet<number>,
): Promise<Map<number, CanonicalContent>> {
	const rows = await db
		.selectFrom('update_log')
		.select(['seq', 'bytes'])
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	const doc = leaveMarks(new Y.Doc());
	const found = new Map<number, CanonicalContent>([[0, canonicalContent(doc)]]);
	for (const { seq, bytes } of rows) {
		Y.applyUpdate(doc, bytes);
		if (positions.has(seq)) found.set(seq, canonicalContent(doc));
	}
	doc.destroy();
	return found;
}

test.each(SEEDS)('history %i', async (seed) => {
	const random = seededRandom(7000 + seed);
	const group = await server.group({ blind: 'off' });
	for (let n = 0; n < STEPS; n++) await allowed(random.pick(STEPS_OF_WORK)(group, random));
	await services.snapshots.take(group.lead, group.id, 'Sist');

	const room = evaluationRoom(group.id);
	const versions = await db
		.selectFrom('snapshot')
		.select(['seq', 'sha256', 'content', 'state'])
		.where('room', '=', room)
		.orderBy('seq')
		.execute();
	expect(versions.length).toBeGreaterThan(2);
	const replayed = await fromTheBeginning(room, new Set(versions.map(({ seq }) => seq)));
	for (const { seq, sha256, content } of versions) {
		expect(contentHash(replayed.get(seq)!)).toBe(sha256);
		expect(canonicalJson(content)).toBe(canonicalJson(replayed.get(seq)!));
		const doc = await documentAt(db, room, seq);
		expect(contentHash(canonicalContent(doc))).toBe(sha256);
		doc.destroy();
	}

	for (let n = 0; n < 12; n++) {
		const [a, b] = [random.pick(versions), random.pick(versions)];
		const [before, after] = [a.content as CanonicalContent, b.content as CanonicalContent];
		const told = compareContents(before, after);
		expect(contentHash(applyComparison(before, told))).toBe(b.sha256);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, a.state);
		writeComparison(doc, told);
		expect(contentHash(canonicalContent(doc))).toBe(b.sha256);
		doc.destroy();
	}
	expect((await verifyDatabase(db, { evaluationId: group.id })).faults).toEqual([]);
});
