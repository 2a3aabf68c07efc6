import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, placements, type Ordered } from '#document/order.ts';

interface Card extends Ordered {
	order: string;
}

const moved = (cards: readonly Card[], id: string, position: number): Card[] => {
	const known = new Map(cards.map((card) => [card.id, card]));
	for (const [key, order] of placements(cards, id, position)) known.set(key, { id: key, order });
	return inOrder([...known.values()]);
};

const several = (count: number): Card[] => {
	let cards: Card[] = [];
	for (let i = 0; i < count; i += 1) cards = moved(cards, `c${i}`, i);
	return cards;
};

test('a card comes to stand exactly where it was put, however often cards move', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(7), fc.nat(8)), { maxLength: 80 }), (moves) => {
			let cards = several(6);
			for (const [which, where] of moves) {
				const card = cards[which % cards.length]!;
				cards = moved(cards, card.id, where);
				expect(cards.findIndex(({ id }) => id === card.id)).toBe(Math.min(where, cards.length - 1));
			}
		}),
	);
});

test('the others keep their order among themselves', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('a0', 'a1', 'a1V', 'zzz', '5', ''), { minLength: 2, maxLength: 8 }),
			fc.nat(7),
			fc.nat(8),
			(orders, which, where) => {
				const cards = inOrder(orders.map((order, i) => ({ id: `c${i}`, order })));
				const card = cards[which % cards.length]!;
				const rest = (of: readonly Card[]) => of.map(({ id }) => id).filter((id) => id !== card.id);
				const after = moved(cards, card.id, where);
				expect(rest(after)).toEqual(rest(cards));
				expect(after.findIndex(({ id }) => id === card.id)).toBe(Math.min(where, cards.length - 1));
			},
		),
	);
});

test('a move writes one entry, unless two share a place', () => {
	const cards = several(5);
	expect(placements(cards, 'c0', 3)).toHaveLength(1);
	const shared = [
		{ id: 'a', order: 'a1' },
		{ id: 'b', order: 'a1' },
		{ id: 'c', order: 'a2' },
	];
	expect(placements(shared, 'c', 1).map(([id]) => id)).toEqual(['c', 'b']);
});

test('a thousand moves to the same place keep indexes short enough to be kept', () => {
	let cards = several(4);
	for (let n = 0; n < 1000; n += 1) cards = moved(cards, cards.at(-1)!.id, 1);
	for (const { order } of cards) expect(order).toMatch(/^[0-9A-Za-z]{1,100}$/);
	expect(new Set(cards.map(({ id }) => id)).size).toBe(4);
});

test('what nobody has placed is given a place when something is put behind it', () => {
	const list: Ordered[] = [
		{ id: 'a', order: 'a0' },
		{ id: 'b', order: 'a1' },
		{ id: 'summary', order: null },
	];
	const [summary, a] = placements(list, 'a', 2);
	expect([summary?.[0], a?.[0]]).toEqual(['summary', 'a']);
	expect(summary![1] > 'a1' && a![1] > summary![1]).toBe(true);
	expect(placements(list, 'a', 1).map(([id]) => id)).toEqual(['a']);
});

test('two who put something in the same place at once seldom choose the same index', () => {
	const cards = several(3);
	const keys = Array.from({ length: 40 }, () => placements(cards, 'new', 1)[0]![1]);
	expect(new Set(keys).size).toBeGreaterThan(4);
});
