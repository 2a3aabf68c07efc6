/**
 * Suggested wording: what a suggestion changes in the words it is about, and making that change in the shared text.
 * Words that stay keep their marks and their authors; marks in the text, references and paragraphs stay where they are.
 */
import { diffWordsWithSpace } from 'diff';
import * as Y from 'yjs';
import type { TextPart } from '#domain/comparison/marked-text.ts';
import {
	charactersIn,
	leafCharacters,
	leavesOf,
	quotedCharacters,
	type Leaf,
	type Stretch,
} from './anchors.ts';
import { LENGTH } from './values.ts';

/** Longer words are quoted only in part, and nobody could tell from a part what the suggestion is to replace. */
export const canBeReplaced = (words: string): boolean => words.length < LENGTH.quote;

/** Beyond so many changed words the old ones go and the new ones come as a whole. */
const MAX_EDITS = 2_000;

/** Without what was added it reads as before, without what was removed as after. */
export function wordChanges(before: string, after: string): TextPart[] {
	const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS }) as
		{ added?: boolean; removed?: boolean; value: string }[] | undefined;
	const rewritten = [
		{ removed: true, value: before },
		{ added: true, value: after },
	];
	return (parts ?? rewritten)
		.filter(({ value }) => value !== '')
		.map(({ added, removed, value }) => ({
			op: added ? 'added' : removed ? 'removed' : 'same',
			text: value,
		}));
}

/** One place where characters go and others come, counted in the text as it was. */
interface Cut {
	from: number;
	to: number;
	insert: string;
}

/**
 * Makes a stretch of the text read as suggested; the rest of it is not touched. Line breaks of a suggestion are
 * blanks in one paragraph and nothing in several, since paragraphs stay. Call within one transaction.
 */
export function replaceWords(fragment: Y.XmlFragment, { from, to }: Stretch, suggestion: string): void {
	const leaves = leavesOf(fragment).filter(({ text }) => text.length > 0);
	const before = charactersIn(fragment).slice(from, to);
	const words = suggestedCharacters(fragment, { from, to }, suggestion);
	const cuts: Cut[] = [];
	let at = from;
	for (const { op, text } of wordChanges(before, words)) {
		const last = cuts.at(-1);
		const open = last && last.to === at ? last : undefined;
		if (op === 'added') {
			if (open) open.insert += text;
			else cuts.push({ from: at, to: at, insert: text });
			continue;
		}
		if (op === 'removed') {
			if (open) open.to += text.length;
			else cuts.push({ from: at, to: at + text.length, insert: '' });
		}
		at += text.length;
	}
	// From the end, so that what is still to be done lies where it lay.
	for (const cut of cuts.reverse()) make(leaves, cut, from);
	for (const { text } of leaves) if (text.length === 0) removeEmptied(text);
}

/** The suggestion as characters of this text: what `charactersIn` says at the stretch afterwards. */
export function suggestedCharacters(fragment: Y.XmlFragment, stretch: Stretch, suggestion: string): string {
	const blocks = new Set(
		leavesOf(fragment)
			.filter(({ text, from }) => from < stretch.to && from + text.length > stretch.from)
			.map(({ text }) => text.parent),
	);
	return blocks.size > 1
		? quotedCharacters(suggestion)
		: suggestion.trim() === ''
			? ''
			: suggestion.replaceAll(/[ \t]*[\r\n]+[ \t]*/g, ' ');
}

function make(leaves: readonly Leaf[], { from, to, insert }: Cut, start: number): void {
	const touched = leaves.filter((leaf) => leaf.from < to && leaf.from + leaf.text.length > from);
	const home =
		touched[0] ??
		// Nothing goes: the new words belong to what they follow, or at the very beginning to what follows them.
		(from > start ? leaves.findLast((leaf) => leaf.from < from) : undefined) ??
		leaves.findLast((leaf) => leaf.from <= from);
	const marks = home && marksFor(home, Math.max(from, home.from), to);
	const spans = touched.map(({ text, from: begins }) => ({
		text,
		first: Math.max(from - begins, 0),
		last: Math.min(to - begins, text.length),
	}));
	if (home && insert !== '') {
		const span = spans.shift();
		if (span) replaceSpan(span, insert, marks ?? {});
		else home.text.insert(Math.min(Math.max(from - home.from, 0), home.text.length), insert, marks ?? {});
	}
	for (const { text, first, last } of spans) text.delete(first, last - first);
}

/**
 * New words come after the first character of those that go: the anchors of a comment on them are bound to the first
 * and the last one, and so hold what has come between.
 */
function replaceSpan(
	{ text, first, last }: { text: Y.XmlText; first: number; last: number },
	insert: string,
	marks: Marks,
): void {
	const [character = ''] = leafCharacters(text).slice(first, last);
	const at = first + character.length < last ? first + character.length : first;
	text.insert(at, insert, marks);
	text.delete(at + insert.length, last - at);
	if (at > first) text.delete(first, at - first);
}

type Marks = Record<string, unknown>;

/** The marks that all of the replaced characters have; where none go, those of the character before. */
function marksFor({ text, from: start }: Leaf, from: number, to: number): Marks {
	let at = start;
	let common: Marks | undefined;
	const [first, last] = to > from ? [from, to] : [Math.max(from - 1, start), from];
	for (const { insert, attributes = {} } of text.toDelta() as { insert: unknown; attributes?: Marks }[]) {
		const length = typeof insert === 'string' ? insert.length : 1;
		if (at < last && at + length > first)
			common =
				common === undefined
					? { ...attributes }
					: Object.fromEntries(
							Object.entries(common).filter(
								([name, value]) => JSON.stringify(attributes[name]) === JSON.stringify(value),
							),
						);
		at += length;
	}
	return common ?? {};
}

/** A paragraph that lost all of its words goes, unless it is the last thing where it stands. */
function removeEmptied(text: Y.XmlText): void {
	const block = text.parent;
	if (!(block instanceof Y.XmlElement) || !REMOVED.has(block.nodeName) || !isBare(block)) return;
	const { parent } = block;
	if (!(parent instanceof Y.XmlFragment) || parent.length < 2) return;
	const home = parent instanceof Y.XmlElement ? parent.nodeName : 'doc';
	const at = parent.toArray().findIndex((child) => child === block);
	// A list item begins with a paragraph.
	if (at === -1 || !HOMES.has(home) || (home === 'list_item' && at === 0)) return;
	parent.delete(at, 1);
}

const REMOVED: ReadonlySet<string> = new Set(['paragraph', 'heading']);
const HOMES: ReadonlySet<string> = new Set(['doc', 'blockquote', 'list_item', 'table_cell', 'table_header']);
const isBare = (element: Y.XmlFragment): boolean =>
	element.toArray().every((child) => child instanceof Y.XmlText && child.length === 0);
