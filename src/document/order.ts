/**
 * Where something stands among others, as a fractional index: moving one thing writes that thing alone, so two who
 * move at once are both heard. What still lands in the same place is told apart by its id, for everybody alike.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

export interface Ordered {
	id: string;
	/** Null: nobody has placed it, and it stands behind all others. */
	order: string | null;
}

/** By code unit: fractional indexes are made for exactly this, not for a language's order. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By index, then by id where two were made in the same place at the same time. */
export const inOrder = <T extends { id: string; order: string }>(things: readonly T[]): T[] =>
	[...things].sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));

/** Indexes grow where one moves things to the same place again and again; the schema takes 100 characters. */
const LONGEST = 60;
/** Halvings that chance decides: eight places where one would be, so that two people seldom choose the same. */
const CHANCES = 3;

/**
 * The indexes to write so that `id` comes to stand at `position` (0 = first) among the others of `list`, which is in
 * order. One, as a rule; its neighbours' too where they share an index, have none, or leave no room.
 */
export function placements(
	list: readonly Ordered[],
	id: string,
	position: number,
	random: () => number = Math.random,
): [id: string, order: string][] {
	const others = list.filter((other) => other.id !== id);
	const at = Math.max(0, Math.min(position, others.length));
	// What has no index but is to stand in front needs one; what shares the one in front must move behind.
	let first = at;
	while (others[first - 1]?.order === null) first -= 1;
	const low = others[first - 1]?.order ?? null;
	let last = at;
	while (low !== null && (others[last]?.order ?? '~') <= low) last += 1;
	const high = others[last]?.order ?? null;
	const moved = [...others.slice(first, at), { id }, ...others.slice(at, last)];
	try {
		const keys =
			moved.length === 1 ? [between(low, high, random)] : generateNKeysBetween(low, high, moved.length);
		if (keys.every((key) => key.length <= LONGEST)) return pairs(moved, keys);
	} catch {
		// An index that another program made by rules of its own.
	}
	const all = [...others.slice(0, at), { id }, ...others.slice(at)];
	return pairs(all, generateNKeysBetween(null, null, all.length));
}

const pairs = (things: readonly { id: string }[], keys: readonly string[]): [string, string][] =>
	things.flatMap(({ id }, n): [string, string][] => {
		const key = keys[n];
		return key === undefined ? [] : [[id, key]];
	});

function between(low: string | null, high: string | null, random: () => number): string {
	let key = generateKeyBetween(low, high);
	for (let n = 0; n < CHANCES; n += 1)
		key = random() < 0.5 ? generateKeyBetween(low, key) : generateKeyBetween(key, high);
	return key;
}
