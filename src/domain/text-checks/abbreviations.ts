/** Abbreviations that do not match what they stand for: "EMP (Employer Value Proposition)". */
import type { CheckSource, Remark, TextCheck } from './text-check.ts';

const WORD = "\\p{L}[\\p{L}'’-]*";
const FULL = `\\p{Lu}${WORD.slice('\\p{L}'.length)}(?:[ \\u00A0]${WORD}){1,5}`;
const SHORT = '\\p{Lu}{2,6}';
/** `EVP (Employer Value Proposition)`, `EVP, Employer Value Proposition,`. */
const SHORT_FIRST = new RegExp(
	`(?<![\\p{L}\\p{N}])(${SHORT})(?:\\s*\\(\\s*(${FULL})\\s*\\)|,\\s+(${FULL})(?=[,.;:)]))`,
	'gu',
);
/** `Employer Value Proposition (EVP)`. */
const FULL_FIRST = new RegExp(`(?<![\\p{L}\\p{N}])(${FULL})\\s*\\(\\s*(${SHORT})\\s*\\)`, 'gu');
const SMALL = new Set([
	'och',
	'i',
	'för',
	'av',
	'på',
	'med',
	'till',
	'and',
	'of',
	'for',
	'the',
	'in',
	'on',
	'to',
	'med',
]);

export const abbreviations: TextCheck = ({ texts }: CheckSource): Remark[] =>
	texts.flatMap(({ section, words }) => {
		const pairs = [
			...[...words.matchAll(SHORT_FIRST)].map((match) => ({
				match,
				short: match[1]!,
				full: match[2] ?? match[3]!,
			})),
			...[...words.matchAll(FULL_FIRST)].map((match) => ({ match, short: match[2]!, full: match[1]! })),
		];
		return pairs.flatMap(({ match, short, full }): Remark[] => {
			const expected = mismatch(short, full);
			if (expected === undefined) return [];
			return [
				{
					level: 'hint',
					section,
					range: [match.index, match.index + match[0].length],
					words: match[0],
					params: { short, full: full.replace(/\s+/g, ' '), expected },
				},
			];
		});
	});

/**
 * The letters one would expect, where it is plain that these words are meant and one letter is off: as many words as
 * letters, the first letter right, all but one of them. Anything looser would take every name in brackets for one.
 */
function mismatch(short: string, full: string): string | undefined {
	const all = full.split(/[\s\u00A0-]+/u).filter((word) => word !== '');
	for (const words of [all, all.filter((word) => !SMALL.has(word.toLowerCase()))]) {
		if (words.length !== short.length) continue;
		const letters = words.map((word) => word[0]!.toUpperCase());
		const off = letters.filter((letter, n) => letter !== short[n]).length;
		if (off === 0) return undefined;
		if (off === 1 && letters[0] === short[0] && short.length >= 3) return letters.join('');
	}
	return undefined;
}
