/** Question marks that somebody meant to come back to: "(alla?)", "??", "XX". A question as such is none. */
import type { CheckSource, Remark, TextCheck } from './text-check.ts';

const LEFT_OVER =
	/\([^()\n]{1,80}\?\s*\)|\[\s*\?+\s*\]|\?{2,}|(?<![\p{L}\p{N}])(?:[Xx]{2,}|TODO|TBD|ATT GÖRA|FIXME)(?![\p{L}\p{N}])/gu;

export const openQuestions: TextCheck = ({ texts }: CheckSource): Remark[] =>
	texts.flatMap(({ section, words }) =>
		[...words.matchAll(LEFT_OVER)].map((match): Remark => {
			const range: [number, number] = [match.index, match.index + match[0].length];
			return {
				level: 'hint',
				section,
				range,
				// With what stands around it: "(alla?)" alone would be the same remark everywhere.
				words: lineAround(words, range),
				params: { found: match[0] },
				basis: match[0],
			};
		}),
	);

function lineAround(words: string, [from, to]: readonly [number, number]): string {
	const start = Math.max(words.lastIndexOf('\n', from) + 1, from - 60);
	const end = words.indexOf('\n', to);
	return words.slice(start, Math.min(end === -1 ? words.length : end, to + 60));
}
