/** The period that averages are taken over, told differently in different places of the report. */
import type { CheckSource, Remark, TextCheck } from './text-check.ts';
import { sentencesOf } from './words.ts';

const AVERAGE =
	/(?<![\p{L}])(?:genomsnitt\p{L}*|medelvärd\p{L}*|medeltal\p{L}*|snittet|rikssnitt\p{L}*|average\p{L}*|mean)(?![\p{L}])/iu;
const EVALUATED = /(?:kommunkompass|utvärder|kommuner|evaluat|municipalit)/iu;
const PERIOD = /(?<!\d)((?:19|20)\d{2})\s*(?:[–—-]|till|to|och)\s*((?:19|20)?\d{2})(?!\d)/giu;
const SINCE =
	/(?<![\p{L}])(?:sedan|från och med|fr\.?\s?o\.?\s?m\.?|efter|since|from)\s+((?:19|20)\d{2})(?!\d|\s*[–—-])/giu;

interface Told {
	period: string;
	section: string;
	range: [number, number];
	words: string;
}

export const cohortPeriods: TextCheck = ({ texts }: CheckSource): Remark[] => {
	const telling = texts.filter(({ words }) => AVERAGE.test(words));
	const told = telling.flatMap(({ section, words }) =>
		sentencesOf(words)
			.filter(({ text }) => AVERAGE.test(text) && EVALUATED.test(text))
			.flatMap(({ text, at }): Told[] =>
				periodsIn(text).map((period) => ({ period, section, range: [at, at + text.length], words: text })),
			),
	);
	const counts = new Map<string, number>();
	for (const { period } of told) counts.set(period, (counts.get(period) ?? 0) + 1);
	if (counts.size < 2) return [];
	// Most places are right; where none outnumbers the others, the first one is held against the rest.
	const usual = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
	return told
		.filter(({ period }) => period !== usual)
		.map(({ period, section, range, words }) => ({
			level: 'hint',
			section,
			range,
			words,
			params: { period, usual },
			basis: usual,
		}));
};

function periodsIn(text: string): string[] {
	const spans = [...text.matchAll(PERIOD)].map(([, from, to]) => {
		const end = to!.length === 2 ? from!.slice(0, 2) + to! : to!;
		return `${from}–${end}`;
	});
	return spans.length > 0 ? spans : [...text.matchAll(SINCE)].map(([, from]) => `${from}–`);
}
