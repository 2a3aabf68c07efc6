/**
 * Where in a text a comment stands. On screen it is a stretch of characters; in the document it is a pair of
 * relative positions, so that it would find its words again wherever they moved. The text itself is only read.
 */
import * as v from 'valibot';
import * as Y from 'yjs';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';

/** Characters from the beginning of the text, line breaks and paragraphs not counted. */
export interface Stretch {
	from: number;
	to: number;
}

export interface Block extends Stretch {
	words: string;
}

/** A run of characters in the shared text, and where it begins. */
export interface Leaf {
	text: Y.XmlText;
	from: number;
}

export function leavesOf(fragment: Y.XmlFragment): Leaf[] {
	const leaves: Leaf[] = [];
	let from = 0;
	const walk = (parent: Y.XmlFragment): void => {
		for (const child of parent.toArray()) {
			if (child instanceof Y.XmlText) {
				leaves.push({ text: child, from });
				from += child.length;
			} else if (child instanceof Y.XmlElement) walk(child);
		}
	};
	walk(fragment);
	return leaves;
}

/** Undefined for a stretch that is not in the text. */
export function anchorOf(fragment: Y.XmlFragment, { from, to }: Stretch): string | undefined {
	const leaves = leavesOf(fragment);
	const first = leaves.findLast((leaf) => leaf.from <= from && from < leaf.from + leaf.text.length);
	const last = leaves.find((leaf) => leaf.from < to && to <= leaf.from + leaf.text.length);
	if (!first || !last || to <= from) return undefined;
	const start = Y.createRelativePositionFromTypeIndex(first.text, from - first.from, 0);
	const end = Y.createRelativePositionFromTypeIndex(last.text, to - last.from, -1);
	const json = (at: Y.RelativePosition): unknown => Y.relativePositionToJSON(at);
	return JSON.stringify({ from: json(start), to: json(end) });
}

const id = v.object({ client: v.number(), clock: v.number() });
const position = v.object({
	type: v.optional(v.nullable(id)),
	tname: v.optional(v.nullable(v.string())),
	item: v.optional(v.nullable(id)),
	assoc: v.optional(v.number()),
});
const anchorSchema = v.object({ from: position, to: position });

/** Where one end of an anchor is: in which run of characters, and how far into it. */
export interface End {
	leaf: Leaf;
	index: number;
}

/** Both ends as the text stands now; undefined where a paragraph of theirs is gone, or the anchor is none. */
export function endsOf(fragment: Y.XmlFragment, anchor: string): { from: End; to: End } | undefined {
	const { doc } = fragment;
	if (!doc) return undefined;
	const leaves = leavesOf(fragment);
	try {
		const parsed = v.parse(anchorSchema, JSON.parse(anchor));
		const end = (json: v.InferOutput<typeof position>): End | undefined => {
			const at = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc);
			const leaf = at === null ? undefined : leaves.find(({ text }) => text === at.type);
			return leaf && at ? { leaf, index: at.index } : undefined;
		};
		const from = end(parsed.from);
		const to = end(parsed.to);
		return from && to && { from, to };
	} catch {
		// Written by another client: whatever it is, it names no place here.
		return undefined;
	}
}

/** Undefined where the words are gone, or the anchor is none: then the quote tells what it was about. */
export function stretchOf(fragment: Y.XmlFragment, anchor: string): Stretch | undefined {
	const ends = endsOf(fragment, anchor);
	if (!ends) return undefined;
	const [from, to] = [ends.from, ends.to].map(({ leaf, index }) => leaf.from + index) as [number, number];
	return from < to ? { from, to } : undefined;
}

/** Everything that is said, without anything between paragraphs: what offsets count. */
export const charactersOf = (text: RichText): string => text.content.map(wordsOf).join('');

const wordsOf = (node: RichTextNode): string => node.text ?? (node.content ?? []).map(wordsOf).join('');

/** Shorter words stand in many places: finding them again says nothing. */
export const TELLING = 12;

const placesIn = (text: string, words: string): number[] => {
	const found: number[] = [];
	if (words === '') return found;
	for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found.push(at);
	return found;
};

/** A quote as it may have been selected: line breaks between paragraphs are no characters of the text. */
export const quotedCharacters = (quote: string): string => quote.replaceAll(/[\r\n]+/g, '');

/**
 * Where the words of a comment stand now: by its anchor, or where that is lost and the quoted words stand in one
 * place alone, there (a paragraph that was cut in two is a new one to Yjs). Undefined: an orphan.
 */
export function whereabouts(
	fragment: Y.XmlFragment,
	{ anchor, quote }: { anchor?: string | undefined; quote?: string | undefined },
): Stretch | undefined {
	const anchored = anchor === undefined ? undefined : stretchOf(fragment, anchor);
	const words = quotedCharacters(quote ?? '');
	if (words === '') return anchored;
	const text = charactersIn(fragment);
	if (anchored && text.slice(anchored.from, anchored.to) === words) return anchored;
	if (words.length < TELLING) return anchored;
	const [at, ...others] = placesIn(text, words);
	return at === undefined || others.length > 0 ? anchored : { from: at, to: at + words.length };
}

/**
 * Where words stand in a text that they were not quoted from: once, there; of several places the one whose
 * surroundings are most like those they had. Undefined where that leaves a doubt.
 */
export function wordsElsewhere(
	text: string,
	{ words, before, after }: { words: string; before: string; after: string },
): Stretch | undefined {
	const ranked = placesIn(text, words)
		.map((at) => ({
			at,
			likeness:
				alike(reversed(text.slice(0, at)), reversed(before)) + alike(text.slice(at + words.length), after),
		}))
		.sort((a, b) => b.likeness - a.likeness);
	const [best, second] = ranked;
	if (!best || (second && second.likeness === best.likeness)) return undefined;
	return { from: best.at, to: best.at + words.length };
}

/** So many characters around a place tell one from another. */
export const SURROUNDINGS = 400;
const reversed = (text: string): string => [...text.slice(-SURROUNDINGS)].reverse().join('');

/** How many characters two texts have in common from their beginning. */
function alike(a: string, b: string): number {
	const most = Math.min(a.length, b.length, SURROUNDINGS);
	let n = 0;
	while (n < most && a[n] === b[n]) n += 1;
	return n;
}

/** The characters of one run, each embedded thing as one that stands in no quote. */
export const leafCharacters = (text: Y.XmlText): string =>
	(text.toDelta() as { insert: unknown }[])
		.map(({ insert }) => (typeof insert === 'string' ? insert : '\0'))
		.join('');

/** Everything that is said in a shared text, as offsets count it. */
export const charactersIn = (fragment: Y.XmlFragment): string =>
	leavesOf(fragment)
		.map(({ text }) => leafCharacters(text))
		.join('');

/** The text's paragraphs and headings, as places one can choose without a pointer. */
export function blocksOf(text: RichText): Block[] {
	const blocks: Block[] = [];
	let from = 0;
	const walk = (node: RichTextNode): void => {
		const inline = (node.content ?? []).some((child) => child.text !== undefined);
		if (!inline) {
			for (const child of node.content ?? []) walk(child);
			return;
		}
		const words = wordsOf(node);
		if (words.trim() !== '') blocks.push({ from, to: from + words.length, words });
		from += words.length;
	};
	for (const node of text.content) walk(node);
	return blocks;
}

/** A text node cut where stretches begin and end; each piece with those that cover it. */
export function piecesOf<S extends Stretch>(
	text: string,
	at: number,
	stretches: readonly S[],
): { text: string; covered: S[] }[] {
	const end = at + text.length;
	const inside = stretches.filter(({ from, to }) => from < end && to > at);
	if (inside.length === 0) return [{ text, covered: [] }];
	const cuts = new Set([at, end]);
	for (const { from, to } of inside) {
		if (from > at) cuts.add(from);
		if (to < end) cuts.add(to);
	}
	const sorted = [...cuts].sort((a, b) => a - b);
	return sorted.slice(0, -1).map((from, n) => ({
		text: text.slice(from - at, sorted[n + 1]! - at),
		covered: inside.filter((one) => one.from <= from && one.to > from),
	}));
}

/** Each text node's place in the whole, in the order they are shown. */
export function placesOf(text: RichText): Map<RichTextNode, number> {
	const places = new Map<RichTextNode, number>();
	let from = 0;
	const walk = (node: RichTextNode): void => {
		if (node.text !== undefined) {
			places.set(node, from);
			from += node.text.length;
		}
		for (const child of node.content ?? []) walk(child);
	};
	for (const node of text.content) walk(node);
	return places;
}
