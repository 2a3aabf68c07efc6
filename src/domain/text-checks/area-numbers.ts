/** An area's number beside the name of another one: "personalpolitik (5)" where that is area 6. */
import { areaNames } from './mentions.ts';
import type { CheckSource, Remark, TextCheck } from './text-check.ts';

/** Directly behind the name: `(5)`, `(område 5)`, `, område 5`. */
const BEHIND =
	/^(?:\s*\(\s*(?:område\s+|area\s+)?(\d{1,2})\s*\)|,?\s+(?:område|area)\s+(\d{1,2})(?!\d|[.,]\d))/iu;
/** Directly before it: `område 5, `, `område 5 (`, `Område 5: `. */
const BEFORE = /(?<![\p{L}])(?:område|area)\s+(\d{1,2})\s*[,:(–—-]?\s*$/iu;

export const areaNumbers: TextCheck = ({ framework, texts }: CheckSource): Remark[] => {
	const ids = new Set(framework.areas.map(({ id }) => id));
	return texts.flatMap(({ section, words }) => {
		const taken: [number, number][] = [];
		return areaNames(framework).flatMap(({ areaId, name, pattern }) =>
			[...words.matchAll(pattern)].flatMap((match): Remark[] => {
				const from = match.index;
				const to = from + match[0].length;
				// A part of a name that stands inside a whole one has been looked at.
				if (taken.some(([start, end]) => from < end && to > start)) return [];
				taken.push([from, to]);
				const behind = BEHIND.exec(words.slice(to, to + 24));
				const before = BEFORE.exec(words.slice(Math.max(0, from - 24), from));
				const number = behind?.[1] ?? behind?.[2] ?? before?.[1];
				if (number === undefined || number === areaId || !ids.has(number)) return [];
				const range: [number, number] = behind
					? [from, to + behind[0].length]
					: [from - before![0].length, to];
				return [
					{
						level: 'error',
						section,
						range,
						words: words.slice(...range),
						params: { name, number, right: areaId },
					},
				];
			}),
		);
	});
};
