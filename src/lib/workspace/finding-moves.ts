/**
 * What a hand does to strengths and improvements, as entries to write. Pure. A pair stays a pair when one of it is
 * moved, and ends, on both sides, when one of it is removed, changes column or goes to another area.
 */
import { findingRows } from '#domain/report/finding-rows.ts';
import { placements } from '#document/order.ts';
import type { Finding } from '#document/values.ts';
import type { EntryChange } from '#lib/sync/synced-evaluation.svelte.ts';

export type Card = Finding & { id: string };
type Kind = Finding['kind'];
type InScope = (card: Card) => boolean;

/** A place in a column as it is shown, counted without what is moved there. */
export interface Place {
	kind: Kind;
	position: number;
}

/** What is to be different; undefined: taken away. */
export type Patch = { [K in keyof Finding]?: Finding[K] | undefined };

/** The entry of a card. */
export function entryOf(card: Card, patch: Patch = {}): EntryChange {
	const { id, ...finding } = card;
	const value = Object.fromEntries(
		Object.entries({ ...finding, ...patch }).filter(([, part]) => part !== undefined),
	) as Finding;
	return { root: 'findings', key: id, value };
}

/** The two that share a row because they belong together; `cards` of one area, in order. */
export const partnerOf = (cards: readonly Card[], { id }: Card): Card | undefined => {
	const row = findingRows(cards).find(
		({ strength, improvement, linked }) => linked && (strength?.id === id || improvement?.id === id),
	);
	return (row?.strength?.id === id ? row.improvement : row?.strength) ?? undefined;
};

/** One column from top to bottom, as it is shown. */
export const columnOf = (cards: readonly Card[], inScope: InScope, kind: Kind): Card[] =>
	findingRows(cards.filter(inScope)).flatMap((row) => row[kind] ?? []);

/** Puts a card at a place of the list it belongs to; `patch` goes into it as well. */
function put(
	list: readonly Card[],
	card: Card,
	position: number,
	patch: Partial<Finding> = {},
): EntryChange[] {
	const known = new Map([...list, card].map((one) => [one.id, one]));
	return placements(list, card.id, position).flatMap(([id, order]): EntryChange[] => {
		const one = known.get(id);
		return one ? [entryOf(one, id === card.id ? { ...patch, order } : { order })] : [];
	});
}

/** Ends every tie of these cards, so that each entry is written once: later changes of one take its place. */
function untied(cards: readonly Card[], ids: readonly string[]): Card[] {
	return cards
		.filter((card) => card.pair !== undefined && (ids.includes(card.id) || ids.includes(card.pair)))
		.map(({ pair: _, ...card }) => card);
}

const merged = (...steps: readonly (readonly EntryChange[])[]): EntryChange[] => [
	...new Map(steps.flat().map((change) => [change.key, change])).values(),
];

/** A card brought to a place of either column. In the other column it becomes what stands there. */
export function moved(cards: readonly Card[], inScope: InScope, card: Card, to: Place): EntryChange[] {
	if (to.kind !== card.kind) {
		const { pair: _, ...alone } = card;
		const free = new Map(untied(cards, [card.id]).map((one) => [one.id, one]));
		const now = cards.map((one) => free.get(one.id) ?? one);
		return merged(
			[...free.values()].map((one) => entryOf(one)),
			placed(now, inScope, { ...alone, kind: to.kind }, to),
		);
	}
	const partner = card.kind === 'improvement' ? partnerOf(cards, card) : undefined;
	return partner ? placedWithPartner(cards, inScope, card, partner, to) : placed(cards, inScope, card, to);
}

function placed(
	cards: readonly Card[],
	inScope: InScope,
	card: Card,
	{ kind, position }: Place,
): EntryChange[] {
	const others = cards.filter((other) => other.id !== card.id);
	// An improvement that has a strength stands in the strength's row, so the free ones are ordered among themselves.
	const isPeer = (other: Card) => kind === 'strength' || partnerOf(others, other) === undefined;
	const column = columnOf(others, inScope, kind);
	const before = column.slice(0, position).filter(isPeer).at(-1);
	const after = column.slice(position).find(isPeer);
	const list = others.filter((other) => other.kind === kind);
	const at = (one: Card) => list.findIndex(({ id }) => id === one.id);
	return put(list, card, before ? at(before) + 1 : after ? at(after) : list.length);
}

/** The row is the strength's: to move one of a pair is to move the strength. */
function placedWithPartner(
	cards: readonly Card[],
	inScope: InScope,
	card: Card,
	strength: Card,
	{ position }: Place,
): EntryChange[] {
	const rows = findingRows(cards.filter(inScope));
	const column = rows.filter(({ improvement }) => improvement !== null && improvement.id !== card.id);
	const target = column[position];
	const row = target ? rows.indexOf(target) : rows.length;
	const above = rows.slice(0, row).filter((one) => one.strength !== null && one.strength.id !== strength.id);
	return placed(cards, inScope, strength, { kind: 'strength', position: above.length });
}

/** One step up or down among those it can change places with; undefined at the end. */
export function stepFrom(
	cards: readonly Card[],
	inScope: InScope,
	card: Card,
	by: 1 | -1,
): { changes: EntryChange[]; moves: Card } | undefined {
	const partner = card.kind === 'improvement' ? partnerOf(cards, card) : undefined;
	const moves = partner ?? card;
	const peers = columnOf(cards, inScope, moves.kind).filter(
		(one) => moves.kind === 'strength' || partnerOf(cards, one) === undefined,
	);
	const to = peers.findIndex(({ id }) => id === moves.id) + by;
	if (to < 0 || to >= peers.length) return undefined;
	const rest = peers.filter(({ id }) => id !== moves.id);
	const before = rest[to - 1];
	const after = rest[to];
	const list = cards.filter((one) => one.kind === moves.kind && one.id !== moves.id);
	const at = (one: Card) => list.findIndex(({ id }) => id === one.id);
	const position = before ? at(before) + 1 : after ? at(after) : list.length;
	return { changes: put(list, moves, position), moves };
}

/** A new card behind the others of its column. */
export function added(cards: readonly Card[], card: Card): EntryChange[] {
	const list = cards.filter(({ kind }) => kind === card.kind);
	return put(list, card, list.length);
}

/** A strength and an improvement made a pair. What either was tied to before is free again. */
export function linked(cards: readonly Card[], one: Card, other: Card): EntryChange[] {
	if (one.kind === other.kind) return [];
	const [strength, improvement] = one.kind === 'strength' ? [one, other] : [other, one];
	return merged(
		untied(cards, [strength.id, improvement.id]).map((card) => entryOf(card)),
		[entryOf(strength, { pair: improvement.id })],
	);
}

export const unlinked = (cards: readonly Card[], card: Card): EntryChange[] =>
	untied(cards, [card.id, partnerOf(cards, card)?.id ?? card.id]).map((one) => entryOf(one));

/** Nothing is left that names a card that is gone. */
export const removed = (cards: readonly Card[], card: Card): EntryChange[] =>
	merged(
		untied(cards, [card.id]).map((one) => entryOf(one)),
		[{ root: 'findings', key: card.id, value: undefined }],
	);

/** As it was, and tied again to what it was tied to, if that is still there and free. `cards` as they are now. */
export function restored(cards: readonly Card[], card: Card, partner: Card | undefined): EntryChange[] {
	const { pair: _, ...alone } = card;
	const now = partner && cards.find(({ id }) => id === partner.id);
	const free = now && partnerOf(cards, now) === undefined;
	return merged([entryOf(alone)], free ? linked([...cards, alone], alone, now) : []);
}

/** Behind the others of another area; `there`: that area's cards. Its subquestion and its partner stay behind. */
export function toArea(
	cards: readonly Card[],
	there: readonly Card[],
	card: Card,
	area: string,
): EntryChange[] {
	const { pair: _, subquestion: __, ...alone } = card;
	return merged(
		untied(cards, [card.id]).map((one) => entryOf(one)),
		added(there, { ...alone, area }),
	);
}
