/**
 * Thousands of forged updates, seeded, against the guard as oracle and yjs as judge: what the guard lets through
 * never makes yjs throw, never leaves anything pending, never makes a root, and changes nothing it did not report.
 * SAMSYN_SOAK=1 runs the full counts.
 */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { parseMapPlace } from '#document/paths.ts';
import { isMapRoot } from '#document/roots.ts';
import { parseValue } from '#document/values.ts';
import { inspect, type Inspection } from '#server/sync/guard.ts';
import { MalformedUpdate, readUpdate } from '#server/sync/reader.ts';
import { changedPaths, pictureOf } from '../../support/document-picture.ts';
import { Forger, mutate } from '../../support/forger.ts';
import { ann, bob, GuardedRoom, lea, oda, rut } from '../../support/guarded-room.ts';
import { catchUp, edit, furnishedRoom, paragraph } from '../../support/furnished-room.ts';
import { seededRandom, type Random } from '../../support/seeded-random.ts';

const SOAK = process.env['SAMSYN_SOAK'] === '1';
const SEEDS = SOAK ? 40 : 8;
const FORGED_PER_SEED = SOAK ? 15_000 : 1_000;

/** A room with more in it than furniture: edits at once, deletions, marks, a deleted block, an emoji. */
function livedIn(random: Random): GuardedRoom {
	const { room, ann: one, bob: two } = furnishedRoom();
	for (let i = 0; i < 12; i++) {
		const client = random.pick([one, two]);
		edit(room, client, (doc) => {
			const fragment = doc.getXmlFragment('text:sub:1.1');
			const block = fragment.length > 0 ? (fragment.get(0) as Y.XmlElement) : undefined;
			const words = block?.get(0) as Y.XmlText | undefined;
			const roll = random.below(7);
			if (!words || roll === 0) fragment.insert(0, [paragraph(random.pick(['Nytt 😀', 'ett', '😀😀']))]);
			else if (roll === 1) words.insert(random.below(words.length + 1), random.pick(['a', '😀', 'och ']));
			else if (roll === 2 && words.length > 2) words.delete(random.below(words.length - 1), 1);
			else if (roll === 3) words.format(0, words.length, { strong: random.chance(0.5) ? {} : null });
			else if (roll === 4 && fragment.length > 1) fragment.delete(1, 1);
			else doc.getMap('findings').set('f1', { kind: 'strength', area: '1', order: `a${random.below(9)}` });
		});
		if (random.chance(0.5)) for (const someone of [one, two]) catchUp(room, someone);
	}
	return room;
}

const reported = ({ touches }: Inspection): Set<string> =>
	new Set(
		touches.map(({ container, key }) =>
			isMapRoot(container.root) && container.depth === 0 && key !== null
				? `${container.root}/${key}`
				: container.root,
		),
	);

function inspectForged(doc: Y.Doc, update: Uint8Array): Inspection | undefined {
	try {
		const inspection = inspect(doc, readUpdate(update));
		return inspection.unresolved ? undefined : inspection;
	} catch (error) {
		if (error instanceof MalformedUpdate) return undefined;
		throw error;
	}
}

/** A path inside a map entry counts as its entry: what lies under a forged container goes with it. */
function isReported(path: string, report: ReadonlySet<string>): boolean {
	return report.has(path) || report.has(path.slice(0, path.indexOf('/')));
}

it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))(
	'seed %i: nothing happens that was not reported',
	(seed) => {
		const random = seededRandom(seed);
		let room = livedIn(random);
		let state = room.state;
		let before = pictureOf(room.doc);
		let letIn = 0;
		for (let i = 0; i < FORGED_PER_SEED; i++) {
			if (i % 200 === 199) {
				room = livedIn(random);
				state = room.state;
				before = pictureOf(room.doc);
			}
			const forged = new Forger(random, room.doc).update();
			const update = random.chance(0.2) ? mutate(random, forged) : forged;
			const roots = room.doc.share.size;
			const inspection = inspectForged(room.doc, update);
			expect(room.doc.share.size).toBe(roots);
			if (!inspection) continue;
			letIn++;
			const copy = new Y.Doc();
			Y.applyUpdate(copy, state);
			Y.applyUpdate(copy, update);
			expect(copy.store.pendingStructs).toBeNull();
			expect(copy.store.pendingDs).toBeNull();
			const report = reported(inspection);
			const unreported = changedPaths(before, pictureOf(copy)).filter((path) => !isReported(path, report));
			expect(unreported, `forged update ${i} of seed ${seed}`).toEqual([]);
			const touched = new Set(inspection.touches.map(({ container }) => container.root));
			const newRoots = [...copy.share.keys()].filter((root) => !room.doc.share.has(root));
			expect(newRoots.filter((root) => !touched.has(root))).toEqual([]);
		}
		expect(letIn).toBeGreaterThan(FORGED_PER_SEED / 10);
	},
);

it.each(Array.from({ length: SEEDS }, (_, i) => i + 1))('seed %i: the document stays sound', (seed) => {
	const random = seededRandom(1000 + seed);
	const room = livedIn(random);
	for (let i = 0; i < FORGED_PER_SEED; i++) {
		const forged = new Forger(random, room.doc).update();
		const update = random.chance(0.2) ? mutate(random, forged) : forged;
		const readers = random.chance(0.2);
		const picture = readers ? pictureOf(room.doc) : undefined;
		const state = readers ? room.state : undefined;
		room.receive(readers ? random.pick([oda, rut]) : random.pick([ann, bob, lea]), update);
		if (readers) {
			expect(room.state).toEqual(state);
			expect(changedPaths(picture!, pictureOf(room.doc))).toEqual([]);
		}
	}
	for (const [root, type] of room.doc.share) {
		if (!isMapRoot(root)) continue;
		expect(type._start).toBeNull();
		for (const [key, item] of type._map) {
			if (item.deleted) continue;
			expect(parseMapPlace(root, key)).toBeDefined();
			expect(parseValue(root, item.content.getContent()[0])).toBeDefined();
		}
	}
	expect(room.doc.store.pendingStructs).toBeNull();
	expect(room.doc.store.pendingDs).toBeNull();
});
