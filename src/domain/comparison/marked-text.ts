/**
 * What became of a text: its blocks side by side, and within a block that was reworded the words that went and
 * came. Nothing is lost in either direction: without what was added it reads as before, without what was removed
 * as after.
 */
import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Json, RichText, RichTextNode } from '../report/rich-text.ts';

/** `row`: a table's row, its cells with bars between them; `figure`: caption, description and source of a picture. */
export const BLOCK_FORMS = ['paragraph', 'heading', 'item', 'quote', 'row', 'figure'] as const;
export type BlockForm = (typeof BLOCK_FORMS)[number];

export interface TextPart {
	op: 'same' | 'added' | 'removed';
	text: string;
}

export interface MarkedBlock {
	/** `restyled`: the same words in another form or with other marks. */
	state: 'same' | 'added' | 'removed' | 'changed' | 'restyled';
	/** As it is now; of what was removed, as it was. */
	form: BlockForm;
	parts: TextPart[];
}

interface Block {
	form: BlockForm;
	text: string;
	/** Equal for blocks that read and look the same. */
	looks: string;
}

/** Beyond so many changed words two versions of a block are shown whole, one after the other. */
const MAX_EDITS = 2_000;
/** Beyond so many comparisons the blocks of a rewritten passage are not paired. */
const MAX_PAIRINGS = 4_000;
/** Share of words in common from which two blocks count as one that was reworded. */
const LIKENESS = 0.4;

/** Block by block, in the order one reads them. Absent: there was, or is, no text. */
export function markedText(before: RichText | undefined, after: RichText | undefined): MarkedBlock[] {
	const changes = diffArrays(blocksOf(before), blocksOf(after), {
		comparator: (a, b) => a.looks === b.looks,
	});
	const marked: MarkedBlock[] = [];
	let removed: Block[] = [];
	let added: Block[] = [];
	const flush = () => {
		marked.push(...rewritten(removed, added));
		removed = [];
		added = [];
	};
	for (const change of changes) {
		if (change.removed) removed.push(...change.value);
		else if (change.added) added.push(...change.value);
		else {
			flush();
			marked.push(...change.value.map((block) => whole(block, 'same')));
		}
	}
	flush();
	return marked;
}

/** The words of a block on one side of the comparison; undefined where it has none there. */
export function wordsOn(side: 'before' | 'after', { state, parts }: MarkedBlock): string | undefined {
	if (state === (side === 'before' ? 'added' : 'removed')) return undefined;
	const other = side === 'before' ? 'added' : 'removed';
	return parts
		.filter(({ op }) => op !== other)
		.map(({ text }) => text)
		.join('');
}

function blocksOf(text: RichText | undefined): Block[] {
	const blocks: Block[] = [];
	const walk = (node: RichTextNode, form: BlockForm): void => {
		const own = FORMS[node.type] ?? form;
		const inner = node.content ?? [];
		const read = READERS[node.type];
		if (read)
			blocks.push({
				form: own,
				text: read(node),
				looks: JSON.stringify([own, node.type, node.attrs, inner]),
			});
		else for (const child of inner) walk(child, own);
	};
	for (const node of text?.content ?? []) walk(node, 'paragraph');
	return blocks;
}

const FORMS: Readonly<Partial<Record<string, BlockForm>>> = {
	heading: 'heading',
	list_item: 'item',
	blockquote: 'quote',
	table_row: 'row',
	figure: 'figure',
};

/** The words of what is compared as one. Rows are, so that a table that got another column can still be followed. */
const READERS: Readonly<Partial<Record<string, (node: RichTextNode) => string>>> = {
	paragraph: words,
	heading: words,
	code_block: words,
	table_row: ({ content = [] }) => content.map((cell) => lines(cell).join(' / ')).join(' | '),
	figure: (node) =>
		[words(node), node.attrs?.['alt'], node.attrs?.['source']]
			.filter((part): part is string => typeof part === 'string' && part !== '')
			.join(' · ') || '▨',
};

function words({ content = [] }: RichTextNode): string {
	return content.map(inline).join('');
}

const numberOf = (to: Json | undefined): string | undefined =>
	typeof to === 'string' ? /^(?:area|sub):([^:]+)$/.exec(to)?.[1] : undefined;

/** Each paragraph of a cell, also those of lists in it. */
const lines = (node: RichTextNode): string[] =>
	node.type === 'paragraph' ? [words(node)] : (node.content ?? []).flatMap(lines);

function inline({ type, text, attrs }: RichTextNode): string {
	if (text !== undefined) return text;
	switch (type) {
		case 'hard_break':
			return '\n';
		case 'reference':
			// Areas and subquestions are called by their number everywhere; what else is named may be called anything.
			return numberOf(attrs?.['to']) ?? '→';
		case 'citation':
			return typeof attrs?.['page'] === 'string' ? `[… ${attrs['page']}]` : '[…]';
		default:
			return '';
	}
}

const whole = ({ form, text }: Block, op: TextPart['op']): MarkedBlock => ({
	state: op,
	form,
	parts: [{ op, text }],
});

/** A passage that differs: blocks that are alike are paired in order, the others went or came. */
function rewritten(removed: readonly Block[], added: readonly Block[]): MarkedBlock[] {
	const marked: MarkedBlock[] = [];
	let from = 0;
	let to = 0;
	const until = (removedEnd: number, addedEnd: number) => {
		for (const block of removed.slice(from, removedEnd)) marked.push(whole(block, 'removed'));
		for (const block of added.slice(to, addedEnd)) marked.push(whole(block, 'added'));
		from = removedEnd + 1;
		to = addedEnd + 1;
	};
	for (const [i, j] of pairs(removed, added)) {
		until(i, j);
		marked.push(reworded(removed[i]!, added[j]!));
	}
	until(removed.length, added.length);
	return marked;
}

function reworded(before: Block, after: Block): MarkedBlock {
	if (before.text === after.text)
		return { state: 'restyled', form: after.form, parts: [{ op: 'same', text: after.text }] };
	const words = diffWordsWithSpace(before.text, after.text, { maxEditLength: MAX_EDITS });
	const parts = words?.map(({ added, removed, value }): TextPart => ({
		op: added ? 'added' : removed ? 'removed' : 'same',
		text: value,
	}));
	return {
		state: 'changed',
		form: after.form,
		parts: parts ?? [
			{ op: 'removed', text: before.text },
			{ op: 'added', text: after.text },
		],
	};
}

/** The pairs, in order on both sides, that have most in common; only those that are alike enough. */
function pairs(removed: readonly Block[], added: readonly Block[]): [number, number][] {
	if (removed.length === 0 || added.length === 0) return [];
	if (removed.length * added.length > MAX_PAIRINGS) return [];
	const wordsAdded = added.map(({ text }) => wordCounts(text));
	const alike = removed.map(({ text }) => {
		const words = wordCounts(text);
		return wordsAdded.map((other) => {
			const share = likeness(words, other);
			return share >= LIKENESS ? share : 0;
		});
	});
	// best[i][j]: the most that the blocks from i and from j on can have in common.
	const best = Array.from({ length: removed.length + 1 }, () => new Float64Array(added.length + 1));
	for (let i = removed.length - 1; i >= 0; i--)
		for (let j = added.length - 1; j >= 0; j--)
			best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, alike[i]![j]! + best[i + 1]![j + 1]!);
	const found: [number, number][] = [];
	for (let i = 0, j = 0; i < removed.length && j < added.length;) {
		const here = alike[i]![j]!;
		if (here > 0 && best[i]![j] === here + best[i + 1]![j + 1]!) found.push([i++, j++]);
		else if (best[i]![j] === best[i + 1]![j]) i++;
		else j++;
	}
	return found;
}

function wordCounts(text: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

/** Words in common of all words, 0–1 (Dice's coefficient over words with their numbers). */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
	let common = 0;
	for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
	const all = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0);
	// Two blocks without a word differ in their punctuation alone.
	return all === 0 ? 1 : (2 * common) / all;
}
