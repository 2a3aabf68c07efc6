import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findingRows } from '#domain/report/finding-rows.ts';
import { readFindings } from '#document/findings.ts';
import { inOrder } from '#document/order.ts';
import { isValue } from '#document/values.ts';
import type { EntryChange } from '#lib/sync/synced-evaluation.svelte.ts';
import {
	added,
	columnOf,
	linked,
	moved,
	partnerOf,
	removed,
	restored,
	stepFrom,
	toArea,
	unlinked,
	type Card,
} from '#lib/workspace/finding-moves.ts';

const all = () => true;
const card = (id: string, kind: Card['kind'], rest: Partial<Card> = {}): Card => ({
	id,
	kind,
	area: '1',
	order: '',
	...rest,
});

function after(cards: readonly Card[], changes: readonly EntryChange[]): Card[] {
	const known = new Map(cards.map((one) => [one.id, one]));
	for (const { root, key, value } of changes) {
		if (value === undefined) known.delete(key);
		else if (isValue('findings', value)) known.set(key, { ...value, id: key });
		else throw new Error(`no finding for ${root}: ${JSON.stringify(value)}`);
	}
	return inOrder([...known.values()]);
}

/** s1 s2 s3 and i1 i2 i3, s2 continued by i1. */
function table(): Card[] {
	let cards: Card[] = [];
	for (const n of [1, 2, 3]) {
		cards = after(cards, added(cards, card(`s${n}`, 'strength')));
		cards = after(cards, added(cards, card(`i${n}`, 'improvement')));
	}
	return after(cards, linked(cards, find(cards, 'i1'), find(cards, 's2')));
}
const find = (cards: readonly Card[], id: string): Card => {
	const found = cards.find((one) => one.id === id);
	if (!found) throw new Error(`${id} is not there`);
	return found;
};
const rows = (cards: readonly Card[]) =>
	findingRows(cards).map(({ strength, improvement }) => `${strength?.id ?? '–'} ${improvement?.id ?? '–'}`);

test('a pair shares a row, and the rest fills the gaps', () =>
	expect(rows(table())).toEqual(['s1 i2', 's2 i1', 's3 i3']));

test('to move either of a pair is to move the pair', () => {
	const cards = table();
	const byStrength = after(cards, moved(cards, all, find(cards, 's2'), { kind: 'strength', position: 0 }));
	const byImprovement = after(
		cards,
		moved(cards, all, find(cards, 'i1'), { kind: 'improvement', position: 0 }),
	);
	for (const now of [byStrength, byImprovement]) expect(rows(now)).toEqual(['s2 i1', 's1 i2', 's3 i3']);
	const down = stepFrom(cards, all, find(cards, 'i1'), 1);
	expect(down?.moves.id).toBe('s2');
	expect(rows(after(cards, down?.changes ?? []))).toEqual(['s1 i2', 's3 i3', 's2 i1']);
});

test('free improvements change places among themselves, past those that are tied to a row', () => {
	const cards = table();
	expect(stepFrom(cards, all, find(cards, 'i2'), -1)).toBeUndefined();
	expect(rows(after(cards, stepFrom(cards, all, find(cards, 'i2'), 1)?.changes ?? []))).toEqual([
		's1 i3',
		's2 i1',
		's3 i2',
	]);
});

test('in the other column a card becomes what stands there, and its partner is free', () => {
	const cards = table();
	const now = after(cards, moved(cards, all, find(cards, 's2'), { kind: 'improvement', position: 0 }));
	expect(find(now, 's2').kind).toBe('improvement');
	expect(now.some(({ pair }) => pair !== undefined)).toBe(false);
	expect(columnOf(now, all, 'improvement').map(({ id }) => id)[0]).toBe('s2');
});

test('a removed card leaves no tie behind, and comes back with it if its partner is still free', () => {
	const cards = table();
	for (const id of ['s2', 'i1']) {
		const gone = find(cards, id);
		const partner = partnerOf(cards, gone);
		const now = after(cards, removed(cards, gone));
		expect(now.some(({ pair }) => pair !== undefined)).toBe(false);
		expect(rows(after(now, restored(now, gone, partner)))).toEqual(rows(cards));
		const taken = after(now, linked(now, find(now, partner!.id), find(now, id === 's2' ? 's1' : 'i2')));
		const back = after(taken, restored(taken, gone, partner));
		expect(partnerOf(back, find(back, id))).toBeUndefined();
	}
});

test('tying a card anew frees what it was tied to; untying frees both; two of a kind are never a pair', () => {
	const cards = table();
	const anew = after(cards, linked(cards, find(cards, 's1'), find(cards, 'i1')));
	expect(partnerOf(anew, find(anew, 's1'))?.id).toBe('i1');
	expect(partnerOf(anew, find(anew, 's2'))).toBeUndefined();
	for (const id of ['s2', 'i1']) {
		const free = after(cards, unlinked(cards, find(cards, id)));
		expect(free.some(({ pair }) => pair !== undefined)).toBe(false);
	}
	expect(linked(cards, find(cards, 's1'), find(cards, 's2'))).toEqual([]);
});

test('in another area it stands last, without the subquestion and the partner it had', () => {
	const cards = table().map((one) => (one.id === 's2' ? { ...one, subquestion: '1.4' } : one));
	const there = [card('x', 'strength', { area: '2', order: 'a5' })];
	const now = after([...cards, ...there], toArea(cards, there, find(cards, 's2'), '2'));
	expect(find(now, 's2')).toMatchObject({ area: '2', kind: 'strength' });
	expect(find(now, 's2').subquestion).toBeUndefined();
	expect(find(now, 's2').order > 'a5').toBe(true);
	expect(now.some(({ pair }) => pair !== undefined)).toBe(false);
});

test('a card shown among few comes to stand there, wherever the hidden ones are', () => {
	const cards = table().map((one) => ({ ...one, subquestion: one.id === 's2' ? '1.1' : '1.4' }));
	const inScope = (one: Card) => one.subquestion === '1.4';
	const now = after(cards, moved(cards, inScope, find(cards, 's3'), { kind: 'strength', position: 0 }));
	expect(columnOf(now, inScope, 'strength').map(({ id }) => id)).toEqual(['s3', 's1']);
});

test('however two people move, tie and remove at once, both see the same table, every card once and every pair in a row', () => {
	const act = fc.record({
		who: fc.nat(1),
		what: fc.constantFrom('move', 'step', 'link', 'unlink', 'remove'),
		which: fc.nat(9),
		other: fc.nat(9),
		position: fc.nat(5),
		meets: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
			const docs = [new Y.Doc(), new Y.Doc()];
			const cardsIn = (doc: Y.Doc): Card[] => readFindings(doc.getMap('findings').entries());
			const meet = () => {
				for (const from of docs)
					for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from));
			};
			for (const { id, ...finding } of table()) docs[0]!.getMap('findings').set(id, finding);
			meet();
			let gone = new Set<string>();
			for (const { who, what, which, other, position, meets } of acts) {
				const doc = docs[who]!;
				const cards = cardsIn(doc);
				if (cards.length === 0) break;
				const one = cards[which % cards.length]!;
				const two = cards[other % cards.length]!;
				const changes = {
					move: () => moved(cards, all, one, { kind: two.kind, position }),
					step: () => stepFrom(cards, all, one, position % 2 === 0 ? 1 : -1)?.changes ?? [],
					link: () => linked(cards, one, two),
					unlink: () => unlinked(cards, one),
					remove: () => removed(cards, one),
				}[what]();
				if (what === 'remove') gone = gone.add(one.id);
				doc.transact(() => {
					for (const { key, value } of changes)
						if (value === undefined) doc.getMap('findings').delete(key);
						else doc.getMap('findings').set(key, value);
				});
				if (meets) meet();
			}
			meet();
			const [mine, yours] = docs.map(cardsIn);
			expect(yours).toEqual(mine);
			const shown = findingRows(mine!).flatMap(({ strength, improvement }) => [strength, improvement]);
			expect(
				shown
					.filter((one) => one !== null)
					.map(({ id }) => id)
					.sort(),
			).toEqual(mine!.map(({ id }) => id).sort());
			// Nobody's card is lost unless somebody removed it.
			for (const { id } of table()) if (!gone.has(id)) expect(mine!.some((one) => one.id === id)).toBe(true);
		}),
		{ numRuns: 150 },
	);
});
