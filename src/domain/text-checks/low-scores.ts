/** The lowest scores without a word of explanation: what the municipality will ask about first. */
import { fingerprint } from './fingerprint.ts';
import type { CheckSource, Remark, TextCheck } from './text-check.ts';

/** Below this share of the maximum, in percent, a score is low whatever the others are. */
const LOW = 40;
/** The lowest of all is remarked upon up to here. */
const LOWEST = 60;
/** A sentence or two say what is missing. */
const WORDS = 20;

export const lowScores: TextCheck = ({ framework, figures, texts }: CheckSource): Remark[] => {
	const rows = figures.areas.flatMap(({ subquestions }) => subquestions);
	const lowest = Math.min(...rows.flatMap(({ percent }) => (percent === null ? [] : [percent])));
	// An area without any text is told as such, once.
	const written = new Set(
		texts.flatMap(({ area, words }) => (area !== undefined && words.trim() ? [area] : [])),
	);
	return framework.areas.flatMap((area) =>
		area.subquestions.flatMap(({ id }): Remark[] => {
			const percent = rows.find((row) => row.id === id)?.percent;
			if (percent === undefined || percent === null || !written.has(area.id)) return [];
			if (percent >= LOW && !(percent === lowest && percent < LOWEST)) return [];
			const said = texts.filter(({ subquestions }) => subquestions.includes(id)).map(({ words }) => words);
			const count = said.join(' ').match(/\p{L}+/gu)?.length ?? 0;
			if (count >= WORDS) return [];
			return [
				{
					level: 'hint',
					section: `sub:${id}`,
					range: [0, 0],
					words: '',
					params: { subquestion: id, percent, count },
					basis: `${id} ${fingerprint(...said)}`,
				},
			];
		}),
	);
};
