/** Where a card stands among others, as a fractional index: moving one card never renumbers the rest. */
import { generateKeyBetween } from 'fractional-indexing';

export interface Ordered {
	id: string;
	order: string;
}

/** By index, then by id where two were made in the same place at the same time. */
export const inOrder = <T extends Ordered>(cards: readonly T[]): T[] =>
	[...cards].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An index that puts `id` (or a new card) at `position` (0 = first) among the others. `cards` in order. */
export function orderAt(cards: readonly Ordered[], position: number, id?: string): string {
	const others = cards.filter((card) => card.id !== id);
	const at = Math.max(0, Math.min(position, others.length));
	const before = others[at - 1];
	// Cards that share an index leave no room between them; the next larger index does.
	const after = others.slice(at).find((card) => !before || card.order > before.order);
	return between(before?.order ?? null, after?.order ?? null);
}

/** An index that was not made by this library (an import, another program) is stood beside, not built upon. */
function between(before: string | null, after: string | null): string {
	try {
		return generateKeyBetween(before, after);
	} catch {
		return before === null ? generateKeyBetween(null, null) : `${before}V`;
	}
}
