/** Our own copies never tidy: they write nothing of themselves, and a log means one document however it is replayed. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { leaveMarks } from '#document/leave-marks.ts';
import { furnishedRoom } from '../../support/furnished-room.ts';
import { ann, bob, lea } from '../../support/guarded-room.ts';
import { HonestCrowd } from '../../support/honest-crowd.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** The log of a room in which several write, some of them with a plain yjs. */
function busyLog(seed: number): Uint8Array[] {
	const { room } = furnishedRoom();
	const start = room.state;
	const rows = room.log.length;
	const crowd = new HonestCrowd(room, [ann, bob, lea], seededRandom(seed));
	for (let step = 0; step < 200; step++) crowd.step();
	crowd.settle();
	return [start, ...room.log.slice(rows)];
}

const SEEDS = Array.from({ length: 20 }, (_, i) => i);

it.each(SEEDS)('seed %i: one document, replayed row by row, at once, or from a state in between', (seed) => {
	const log = busyLog(seed);
	const [byRow, atOnce, resumed] = [0, 1, 2].map(() => leaveMarks(new Y.Doc())) as [Y.Doc, Y.Doc, Y.Doc];
	for (const update of log) Y.applyUpdate(byRow, update);
	atOnce.transact(() => log.forEach((update) => Y.applyUpdate(atOnce, update)));
	const half = leaveMarks(new Y.Doc());
	for (const update of log.slice(0, log.length >> 1)) Y.applyUpdate(half, update);
	Y.applyUpdate(resumed, Y.encodeStateAsUpdate(half));
	for (const update of log.slice(log.length >> 1)) Y.applyUpdate(resumed, update);
	const deleted = (doc: Y.Doc) => Y.encodeSnapshot(Y.snapshot(doc));
	expect(deleted(atOnce)).toEqual(deleted(byRow));
	expect(deleted(resumed)).toEqual(deleted(byRow));
});

it.each(SEEDS)('seed %i: a copy that only listens writes nothing', (seed) => {
	const doc = leaveMarks(new Y.Doc());
	const own: unknown[] = [];
	doc.on('update', (_update: Uint8Array, origin: unknown) => {
		if (origin !== 'server') own.push(origin);
	});
	for (const update of busyLog(100 + seed)) Y.applyUpdate(doc, update, 'server');
	expect(own).toEqual([]);
});

it('finds its places again after changes from elsewhere', () => {
	const doc = leaveMarks(new Y.Doc());
	const other = new Y.Doc();
	const text = doc.getText('t');
	text.insert(0, 'abcdefghij');
	text.insert(8, '8');
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
	other.getText('t').insert(0, 'XXXX');
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
	text.insert(9, '9');
	expect(text.toJSON()).toBe('XXXXabcde9fgh8ij');
});
