/**
 * What every format needs of the blocks, done once: only characters that XML and PDF can hold, headings that go down
 * one level at a time, anchors that are there once, and links that lead somewhere.
 */
import { everyBlock, type Block, type Inline } from './blocks.ts';

/** Control characters, halves of surrogate pairs and the two that are no characters: XML refuses a file with one. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;

export const printable = (text: string): string =>
	text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '');

/** A copy with every string in it printable. */
export function printableAll<T>(value: T): T {
	if (typeof value === 'string') return printable(value) as T;
	if (Array.isArray(value)) return value.map((member: unknown) => printableAll(member)) as T;
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [name, printableAll(member as unknown)]),
		) as T;
	return value;
}

export function finished(blocks: Block[]): Block[] {
	const made = printableAll(blocks);
	const anchors = new Set<string>();
	let level = 1;
	for (const block of everyBlock(made)) {
		if ('anchor' in block && block.anchor !== undefined) {
			if (anchors.has(block.anchor)) delete (block as { anchor?: string }).anchor;
			else anchors.add(block.anchor);
		}
		if (block.kind !== 'heading') continue;
		if (block.level > level + 1) block.level = (level + 1) as typeof block.level;
		level = block.level;
	}
	for (const inlines of everyLine(made))
		for (const inline of inlines)
			if ('to' in inline && inline.to !== undefined && !anchors.has(inline.to)) delete inline.to;
	return made;
}

function* everyLine(blocks: readonly Block[]): Generator<Inline[]> {
	for (const block of everyBlock(blocks)) {
		if ('text' in block && Array.isArray(block.text)) yield block.text;
		if ('caption' in block && block.caption) yield block.caption;
	}
}
