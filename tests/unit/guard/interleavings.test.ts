/**
 * Honest and dishonest clients at one room, in any order: the document becomes what the honest changes alone make
 * of it, all honest clients come to the same, and nobody honest is ever refused. SAMSYN_SOAK=1 runs ten times as many.
 */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import type { DocumentActor } from '#server/sync/admission.ts';
import { changedPaths, pictureOf } from '../../support/document-picture.ts';
import { forge, forgeOne } from '../../support/forge.ts';
import { Forger, mutate } from '../../support/forger.ts';
import { AT, BOB_ID, clockOf, furnishedRoom, idAt } from '../../support/furnished-room.ts';
import { ann, bob, lea, oda, rut, type GuardedRoom } from '../../support/guarded-room.ts';
import { HonestCrowd } from '../../support/honest-crowd.ts';
import { seededRandom, type Random } from '../../support/seeded-random.ts';

const RUNS = process.env['SAMSYN_SOAK'] === '1' ? 20_000 : 2_000;
const BATCH = RUNS / 10;
const STEPS = 24;

/** A member of the evaluation who may write much, and tries for more. */
const eve: DocumentActor = { userId: 'eve', role: 'evaluator', scores: true };
const EVE_ID = 666;

type Crime = (doc: Y.Doc, clock: number) => Uint8Array;

const CRIMES: readonly Crime[] = [
	(_doc, clock) =>
		forgeOne(EVE_ID, clock, { content: { any: [{ points: 0 }] }, parent: 'scores', key: '1.1/ann' }),
	(_doc, clock) =>
		forgeOne(EVE_ID, clock, { content: { any: [{ points: 99 }] }, parent: 'scores', key: '1.1/eve' }),
	(doc) => forge([], { [BOB_ID]: [[idAt(doc, 'threads', 't1')[1], 1]] }),
	(doc) => forge([], { [BOB_ID]: [[0, clockOf(doc, BOB_ID)]] }),
	(doc) => forgeOne(1000, clockOf(doc, 1000), { content: { gc: 5 } }),
	(doc) => forge([], { 1000: [[clockOf(doc, 1000) + 1, 1_000_000]] }),
	(_doc, clock) => forgeOne(EVE_ID, clock, { content: { type: 3, name: 'script' }, parent: 'text:sub:1.1' }),
	(_doc, clock) => forgeOne(EVE_ID, clock, { content: { any: [1] }, parent: `junk${clock}`, key: 'x' }),
	(_doc, clock) => forgeOne(EVE_ID, clock + 3, { content: { string: 'x' }, origin: [BOB_ID, 1] }),
	(_doc, clock) =>
		forge([
			{
				client: EVE_ID,
				clock,
				structs: [
					{ content: { any: [{ points: 3 }] }, parent: 'scores', key: '1.1/eve' },
					{
						content: { any: [{ points: 3, version: 9, by: 'eve', at: AT }] },
						parent: 'consensus',
						key: '1.1',
					},
				],
			},
		]),
];

function misbehave(room: GuardedRoom, random: Random): void {
	if (random.chance(0.5)) {
		const update = random.pick(CRIMES)(room.doc, clockOf(room.doc, EVE_ID));
		expect(room.receive(eve, update).kind).not.toBe('accepted');
		return;
	}
	const forged = new Forger(random, room.doc).update();
	const update = random.chance(0.3) ? mutate(random, forged) : forged;
	expect(room.receive(random.pick([oda, rut]), update).kind).not.toBe('accepted');
}

function run(seed: number): void {
	const random = seededRandom(seed);
	const { room } = furnishedRoom();
	const start = room.state;
	const rowsBefore = room.log.length;
	const crowd = new HonestCrowd(room, [ann, bob, lea, { ...ann, userId: 'cid' }, oda], random);
	for (let step = 0; step < STEPS; step++) {
		if (random.chance(0.3)) misbehave(room, random);
		crowd.step();
	}
	crowd.settle();

	const honestAlone = leaveMarks(new Y.Doc());
	Y.applyUpdate(honestAlone, start);
	for (const update of room.log.slice(rowsBefore)) Y.applyUpdate(honestAlone, update);
	expect(Y.encodeStateAsUpdate(honestAlone)).toEqual(room.state);
	expect(crowd.senders.slice(rowsBefore).every((sender) => sender !== null)).toBe(true);
	expect(room.doc.store.pendingStructs).toBeNull();
	expect(room.doc.store.pendingDs).toBeNull();
	const picture = pictureOf(room.doc);
	for (const { doc } of crowd.members) expect(changedPaths(picture, pictureOf(doc))).toEqual([]);
}

it.each(Array.from({ length: RUNS / BATCH }, (_, i) => i * BATCH))(
	`${BATCH} interleavings from seed %i end with the honest document everywhere`,
	{ timeout: 600_000 },
	(from) => {
		for (let seed = from; seed < from + BATCH; seed++) {
			try {
				run(seed);
			} catch (error) {
				throw new Error(`seed ${seed}`, { cause: error });
			}
		}
	},
);
