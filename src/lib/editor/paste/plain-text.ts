/**
 * Plain text as the clipboard of a PDF viewer or an editor gives it: an empty line ends a paragraph, a line that
 * only ended because the page did goes on, and lines that begin with a bullet are a list.
 */
import { blocksHtml, type Block, type Inline } from './blocks.ts';
import { paragraphsOf, readable } from './inline.ts';

const BULLET = /^[•·▪‣◦●○*–-]\s+/u;
/** A line that stops in the middle of a sentence: long, no end mark, and the next begins with a small letter. */
const LEAST_PAGE_LINE = 40;
const SENTENCE_END = /[.!?:;…]["”’)]?$/u;

export function plainTextHtml(text: string): string {
	const blocks = text
		.split(/(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*/)
		.flatMap((part) => blocksOf(part.split(/\r\n?|\n/)));
	return blocksHtml(blocks);
}

function blocksOf(lines: readonly string[]): Block[] {
	const blocks: { item: boolean; inline: Inline[] }[] = [];
	let before = '';
	for (const raw of lines) {
		const line = readable(raw).trim();
		if (line === '') continue;
		const item = BULLET.test(line);
		const last = blocks.at(-1);
		if (last && !item && goesOn(before, line)) last.inline.push('line', { text: line });
		else blocks.push({ item, inline: [{ text: line.replace(BULLET, '') }] });
		before = line;
	}
	return blocks.flatMap(({ item, inline }) =>
		paragraphsOf(inline).map((words): Block => {
			const paragraph: Block = { kind: 'paragraph', inline: words };
			return item
				? { kind: 'item', level: 1, ordered: false, start: 1, list: 'text', blocks: [paragraph] }
				: paragraph;
		}),
	);
}

const goesOn = (before: string, line: string): boolean =>
	before.length >= LEAST_PAGE_LINE && !SENTENCE_END.test(before) && /^\p{Ll}/u.test(line);
