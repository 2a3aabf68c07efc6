/** Yjs deletes marks that mark nothing on every client by itself; readers are not blamed, and cannot abuse it. */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ForgedDeletes } from '../../support/forge.ts';
import { forge } from '../../support/forge.ts';
import { AT, paragraph } from '../../support/furnished-room.ts';
import { GuardedRoom, join, oda, rut } from '../../support/guarded-room.ts';

const TEXT = 'text:sub:1.1';
const READER_ID = 77;

function wordsOf(doc: Y.Doc): Y.XmlText {
	return (doc.getXmlFragment(TEXT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

/** The text of a review round's frozen draft: some of it bold, by marks that matter. */
function draft(): GuardedRoom {
	const room = new GuardedRoom({ kind: 'review' });
	room.command((doc) => {
		doc.getXmlFragment(TEXT).insert(0, [paragraph('Några ord som står')]);
		wordsOf(doc).format(0, 5, { strong: {} });
	});
	return room;
}

/** Deletions of the first marks of the text. */
function marks(doc: Y.Doc, count: number): ForgedDeletes {
	const found: [number, number][] = [];
	for (let item = wordsOf(doc)._start; item !== null && found.length < count; item = item.right) {
		if (item.content instanceof Y.ContentFormat && !item.deleted) found.push([item.id.clock, 1]);
	}
	return { 0xffffffff: found.sort(([a], [b]) => a - b) };
}

/** A mark that says again what is so already, as concurrent edits leave it; yjs is kept from tidying it at once. */
function addIdleMark(room: GuardedRoom): ForgedDeletes {
	const clock = Y.getState(room.doc.store, 0xffffffff);
	const end = wordsOf(room.doc)._first!;
	const update = forge([
		{
			client: 0xffffffff,
			clock,
			structs: [{ content: { format: ['strong', {}] }, origin: [end.id.client, end.id.clock] }],
		},
	]);
	wordsOf(room.doc)._callObserver = () => undefined;
	Y.applyUpdate(room.doc, update);
	return { 0xffffffff: [[clock, 1]] };
}

const message = (deletes: ForgedDeletes): Uint8Array =>
	forge(
		[
			{
				client: READER_ID,
				structs: [{ content: { any: [{ text: 'Hej', at: AT }] }, parent: 'messages', key: 't1/rut/m1' }],
			},
		],
		deletes,
	);

it('lets a reader’s deletion of marks alone come to nothing, whatever they mark', () => {
	const room = draft();
	const state = room.state;
	for (const reader of [oda, rut]) {
		expect(room.receive(reader, forge([], marks(room.doc, 2))).kind).toBe('redundant');
	}
	expect(room.state).toEqual(state);
});

it('refuses a reader who hides the taking of bold beside an allowed change', () => {
	const room = draft();
	const admission = room.receive(rut, message(marks(room.doc, 2)));
	expect(admission).toMatchObject({ kind: 'refused', refusal: { code: 'server-only', path: [TEXT] } });
});

it('lets in a reader’s own change together with marks that mark nothing', () => {
	const room = draft();
	const idle = addIdleMark(room);
	const before = wordsOf(room.doc).toDelta() as unknown;
	expect(room.receive(rut, message(idle)).kind).toBe('accepted');
	expect(wordsOf(room.doc).toDelta()).toEqual(before);
});

it('refuses a reader who deletes words and marks together', () => {
	const room = draft();
	const words = wordsOf(room.doc)._first!.next!.id;
	const ranges = [...marks(room.doc, 1)[0xffffffff]!, [words.clock, 1] as const];
	const update = forge([], { 0xffffffff: ranges.toSorted(([a], [b]) => a - b) });
	expect(room.receive(oda, update)).toMatchObject({ kind: 'refused', refusal: { path: [TEXT] } });
});

it('never refuses what a reader’s yjs tidies up while others write', () => {
	const room = new GuardedRoom();
	const writer = { userId: 'ann', role: 'evaluator', scores: true } as const;
	const one = join(room, writer, 11);
	const two = join(room, writer, 12);
	const reader = join(room, oda, 13);
	const deliver = (): void => {
		const fresh = [one, two].flatMap(({ outbox }) => outbox.splice(0));
		for (const update of fresh) expect(room.receive(writer, update).kind).not.toBe('refused');
		for (const { doc } of [one, two, reader]) {
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(doc)), 'server');
		}
	};
	one.doc.getXmlFragment(TEXT).insert(0, [paragraph('Några ord som står här')]);
	deliver();
	for (let round = 0; round < 30; round++) {
		wordsOf(one.doc).format(round % 7, 6, { strong: round % 2 === 0 ? {} : null });
		wordsOf(two.doc).format((round * 3) % 11, 8, { strong: round % 3 === 0 ? null : {}, em: {} });
		wordsOf(two.doc).delete(3, 1);
		wordsOf(one.doc).insert(2, 'x');
		deliver();
		for (const update of reader.outbox.splice(0)) expect(room.receive(oda, update).kind).toBe('redundant');
	}
});
