/** The words of one pasted paragraph put in order: white space, hyphenated line ends, invisible characters. */
import type { Inline, Words } from './blocks.ts';

/** Controls, soft hyphens, zero-width characters, and symbols of private fonts: nothing that reads. */
const INVISIBLE = /(?![\t\n\r])\p{Cc}|[\u00ad\u200b\u2060\ufeff]|\p{Co}/gu;

export const readable = (text: string): string => text.toWellFormed().replace(INVISIBLE, '');

/** `utvär-` + `deringen` is one word; `service-` + `och` is two. */
const CUT_WORD = /\p{L}-$/u;
const WORD_GOES_ON = /^(?!(?:och|eller|samt|respektive|and|or)\b)\p{Ll}/u;

/** The paragraphs these words make: two breaks in a row end one. White space at their edges is gone. */
export function paragraphsOf(inline: readonly Inline[]): Inline[][] {
	const paragraphs: Inline[][] = [[]];
	let breaks = 0;
	for (const part of joined(inline)) {
		if (part === 'break') {
			breaks += 1;
			continue;
		}
		const blank = part !== 'line' && part.text.trim() === '';
		if (breaks > 0 && blank) continue;
		const current = paragraphs.at(-1)!;
		if (breaks === 1 && current.length > 0) current.push('break');
		else if (breaks > 1 && current.length > 0) paragraphs.push([]);
		breaks = 0;
		paragraphs.at(-1)!.push(part);
	}
	return paragraphs.map(tidied).filter((paragraph) => paragraph.length > 0);
}

/** Ends of a page's lines become spaces, or nothing where they cut a word. */
function joined(inline: readonly Inline[]): Inline[] {
	const out: Inline[] = [];
	for (const [at, part] of inline.entries()) {
		if (part !== 'line') {
			out.push(part);
			continue;
		}
		const before = out.at(-1);
		const after = inline[at + 1];
		// An empty line between two paragraphs of the page.
		if (after === 'line') out.push('break', 'break');
		if (after === 'line' || typeof before !== 'object') continue;
		const next = typeof after === 'object' ? after.text.trimStart() : '';
		if (CUT_WORD.test(before.text) && WORD_GOES_ON.test(next))
			out[out.length - 1] = { ...before, text: before.text.slice(0, -1) };
		else out.push({ ...before, text: ' ' });
	}
	return out;
}

function tidied(inline: readonly Inline[]): Inline[] {
	const out: Inline[] = [];
	for (const part of inline) {
		if (typeof part !== 'object') {
			trimEnd(out);
			out.push(part);
			continue;
		}
		const last = out.at(-1);
		const before = typeof last === 'object' ? last.text.slice(-1) : '';
		let text = breakable(before + part.text)
			.slice(before.length)
			.replace(/[\t\n\r\f ]+/g, ' ');
		const edge = typeof last !== 'object' || last.text.endsWith(' ');
		if (edge) text = text.replace(/^ /, '');
		if (text === '') continue;
		if (typeof last === 'object' && sameLooks(last, part))
			out[out.length - 1] = { ...last, text: last.text + text };
		else out.push({ ...part, text });
	}
	trimEnd(out);
	return out;
}

/** A space that must not break stands after a number (33 432, 75 %); elsewhere programs use it as filling. */
const breakable = (text: string): string => text.replace(/(?<!\d)\u00a0|\u00a0(?=[\s\u00a0]|$)/g, ' ');

function trimEnd(out: Inline[]): void {
	for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
		const text = typeof last === 'object' ? last.text.trimEnd() : '';
		if (text !== '') {
			out[out.length - 1] = { ...(last as Words), text };
			return;
		}
		out.pop();
	}
}

const sameLooks = (a: Words, b: Words): boolean =>
	!a.strong === !b.strong && !a.em === !b.em && a.href === b.href;
