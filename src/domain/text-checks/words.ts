/** Rich text as words with places that can be pointed to, and words as sentences. */
import type { RichText, RichTextNode } from '../report/rich-text.ts';

/** Stands for an object inside a line, one for one, so that places stay what they are. */
export const OBJECT = '\uFFFC';

const OBJECTS = new Set(['reference', 'citation', 'image']);
const LINES = new Set(['paragraph', 'heading', 'code_block', 'figure', 'horizontal_rule', 'table_row']);

export interface Words {
	words: string;
	references: { at: number; to: string }[];
}

/** Every block is a line of its own. */
export function wordsOf(text: RichText): Words {
	const result: Words = { words: '', references: [] };
	for (const node of text.content) collect(node, result);
	return result;
}

function collect(node: RichTextNode, result: Words): void {
	if (node.text !== undefined) result.words += node.text;
	else if (node.type === 'hard_break') result.words += '\n';
	else if (OBJECTS.has(node.type)) {
		if (node.type === 'reference' && typeof node.attrs?.to === 'string')
			result.references.push({ at: result.words.length, to: node.attrs.to });
		result.words += OBJECT;
	}
	for (const child of node.content ?? []) collect(child, result);
	if (LINES.has(node.type) && !result.words.endsWith('\n')) result.words += '\n';
}

export interface Sentence {
	text: string;
	/** Where it begins in the words. */
	at: number;
}

/** Words that end in a full stop without ending a sentence. */
const ABBREVIATED =
	/(?:^|[\s(])(?:bl\.?a|t\.?ex|d\.?v\.?s|m\.?m|o\.?s\.?v|s\.?k|ca|nr|jfr|e\.g|i\.e|etc|vs|resp|inkl|exkl|kap|s|p|kl|m\.?fl)\.$/i;

/** Sentences and lines; a stop after an abbreviation or between digits ends none. */
export function sentencesOf(words: string): Sentence[] {
	const sentences: Sentence[] = [];
	let at = 0;
	const close = (end: number) => {
		const text = words.slice(at, end);
		const lead = text.length - text.trimStart().length;
		if (text.trim() !== '') sentences.push({ text: text.trim(), at: at + lead });
		at = end;
	};
	for (let i = 0; i < words.length; i++) {
		const char = words[i]!;
		if (char === '\n') close(i + 1);
		else if (isStop(char) && /\s/.test(words[i + 1] ?? ' ')) {
			if (char === '.' && ABBREVIATED.test(words.slice(Math.max(at, i - 12), i + 1))) continue;
			close(i + 1);
		}
	}
	close(words.length);
	return sentences;
}

const isStop = (char: string): boolean => char === '.' || char === '!' || char === '?' || char === '…';

/** The words as one reads them in a list of remarks: one line, at most this long. */
export function excerptOf(words: string, most = 160): string {
	const text = words.replaceAll(OBJECT, '').replace(/\s+/g, ' ').trim();
	return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
