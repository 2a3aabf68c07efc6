import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, orderAt, type Ordered } from '#lib/workspace/finding-order.ts';

test('a card comes to stand exactly where it was put, however often cards move', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(7), fc.nat(8)), { maxLength: 80 }), (moves) => {
			let cards: Ordered[] = [];
			for (let i = 0; i < 6; i += 1) cards = inOrder([...cards, { id: `c${i}`, order: orderAt(cards, i) }]);
			for (const [which, where] of moves) {
				const card = cards[which % cards.length]!;
				const order = orderAt(cards, where, card.id);
				cards = inOrder(cards.map((other) => (other.id === card.id ? { ...other, order } : other)));
				expect(cards.findIndex(({ id }) => id === card.id)).toBe(Math.min(where, cards.length - 1));
			}
		}),
	);
});

test('cards that two people put in the same place at once can still be moved', () => {
	const cards = inOrder([
		{ id: 'b', order: 'a1' },
		{ id: 'a', order: 'a1' },
		{ id: 'c', order: 'a2' },
	]);
	expect(cards.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	const order = orderAt(cards, 1, 'c');
	expect(order > 'a1').toBe(true);
});

test('indexes that were made elsewhere do not break adding a card', () => {
	const cards = inOrder([{ id: 'x', order: 'zzz' }]);
	expect(orderAt(cards, 1) > 'zzz').toBe(true);
});
