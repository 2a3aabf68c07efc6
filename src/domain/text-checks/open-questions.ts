/** Question marks that somebody meant to come back to: "(alla?)", "??", "XX". A question as such is none. */
import type { CheckSource, Remark, TextCheck } from './text-check.ts';
import { sentencesOf } from './words.ts';

const LEFT_OVER =
	/\([^()\n]{1,80}\?\s*\)|\[\s*\?+\s*\]|\?{2,}|(?<![\p{L}\p{N}])(?:[Xx]{2,}|TODO|TBD|ATT GÖRA|FIXME)(?![\p{L}\p{N}])/gu;

export const openQuestions: TextCheck = ({ texts }: CheckSource): Remark[] =>
	texts.flatMap(({ section, words }) =>
		sentencesOf(words).flatMap(({ text, at }) =>
			[...text.matchAll(LEFT_OVER)].map((match): Remark => ({
				level: 'hint',
				section,
				range: [at + match.index, at + match.index + match[0].length],
				// The whole sentence: "(alla?)" alone would be the same remark everywhere.
				words: text,
				params: { found: match[0] },
				basis: match[0],
			})),
		),
	);
