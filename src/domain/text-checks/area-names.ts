/** An area's name in another spelling than the framework's: another dash, a missing comma, a slip of the pen. */
import { areaNames } from './mentions.ts';
import type { CheckedText, CheckSource, Remark, TextCheck } from './text-check.ts';

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
/** Shorter names are too like other words for a slip to be told from another word. */
const LETTERS = 18;
const SLIPS = 2;

export const areaSpellings: TextCheck = ({ framework, texts }: CheckSource): Remark[] => {
	const names = areaNames(framework);
	const official = new Set(names.map(({ name }) => tidy(name)));
	return texts.flatMap((text) => {
		const found: Remark[] = [];
		const taken: [number, number][] = [];
		for (const { name, pattern, weak } of names) {
			if (weak) continue;
			for (const match of text.words.matchAll(pattern)) {
				const range: [number, number] = [match.index, match.index + match[0].length];
				if (taken.some(([from, to]) => range[0] < to && range[1] > from)) continue;
				taken.push(range);
				if (!official.has(tidy(match[0]))) found.push(remarkOn(text.section, match[0], range, name));
			}
		}
		for (const { name, weak } of names) {
			if (weak || name.length < LETTERS) continue;
			for (const slip of slipsOf(text, name)) {
				if (taken.some(([from, to]) => slip.range[0] < to && slip.range[1] > from)) continue;
				taken.push(slip.range);
				found.push(remarkOn(text.section, slip.words, slip.range, name));
			}
		}
		return found.sort((a, b) => a.range[0] - b.range[0]);
	});
};

const remarkOn = (section: string, words: string, range: [number, number], name: string): Remark => ({
	level: 'hint',
	section,
	range,
	words,
	params: { name, written: words.replace(/\s+/g, ' ') },
});

/** As many words as the name has, nearly its letters, and not merely another ending of them. */
function slipsOf({ words }: CheckedText, name: string): { words: string; range: [number, number] }[] {
	const wanted = name.toLowerCase().match(/\p{L}+/gu) ?? [];
	if (wanted.length < 2) return [];
	const letters = wanted.join('').length;
	const tokens = [...words.matchAll(/\p{L}+/gu)];
	const found: { words: string; range: [number, number] }[] = [];
	for (let at = 0; at + wanted.length <= tokens.length; at++) {
		const first = tokens[at]![0].toLowerCase();
		// One of the first two letters is right in anything one would read as the name.
		if (first[0] !== wanted[0]![0] && first[1] !== wanted[0]![1]) continue;
		const window = tokens.slice(at, at + wanted.length);
		const size = window.reduce((sum, [token]) => sum + token.length, 0);
		if (Math.abs(size - letters) > SLIPS) continue;
		const last = window.at(-1)!;
		const range: [number, number] = [tokens[at]!.index, last.index + last[0].length];
		if (words.slice(...range).includes('\n')) continue;
		let slips = 0;
		let endings = true;
		for (const [n, [token]] of window.entries()) {
			const [is, should] = [token.toLowerCase(), wanted[n]!];
			if (is === should) continue;
			slips += distance(is, should, SLIPS + 1);
			if (slips > SLIPS) break;
			if (!isEnding(is, should)) endings = false;
		}
		if (slips > 0 && slips <= SLIPS && !endings) found.push({ words: words.slice(...range), range });
	}
	return found;
}

/** "demokratin", "förbättringars": the same word inflected. */
const isEnding = (is: string, should: string): boolean =>
	is.startsWith(should) || should.startsWith(is) || is.startsWith(should.slice(0, -1));

/** Letters to change, add or leave out; not counted beyond `most`. */
function distance(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) >= most) return most;
	let row = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
		row = next;
	}
	return Math.min(row[b.length]!, most);
}
