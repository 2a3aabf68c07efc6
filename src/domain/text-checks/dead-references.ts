/** References to what is not in the report: a removed section or finding, or a number that the framework has not. */
import type { CheckSource, Remark, TextCheck } from './text-check.ts';
import { sentencesOf } from './words.ts';

/** "se område 9", "delfråga 4.9". A district or a budget line may be called the same, so this is only a hint. */
const TYPED =
	/(?<![\p{L}])(?:se(?:\s+även|\s+också|\s+vidare)?|under|i|inom|jfr|jämför|see(?:\s+also)?)\s+(?:område|area)\s+(\d{1,2})(?!\d|[.,]\d|\s*(?:%|procent))/giu;
const TYPED_QUESTION =
	/(?<![\p{L}])(?:delfråga|fråga|subquestion|question)\s+(\d{1,2}\.\d{1,2})(?!\d|[.,]\d)/giu;

export const deadReferences: TextCheck = ({ framework, texts, targets }: CheckSource): Remark[] => {
	const areas = new Set(framework.areas.map(({ id }) => id));
	const subquestions = new Set(framework.areas.flatMap((area) => area.subquestions.map(({ id }) => id)));
	return texts.flatMap((text): Remark[] => {
		const { section, words, references } = text;
		const sentences = references.length > 0 ? sentencesOf(words) : [];
		const live = references
			.filter(({ to }) => !targets.has(to))
			.map(({ at, to }): Remark => {
				const around = sentences.find((each) => each.at <= at && at < each.at + each.text.length);
				return {
					level: 'error',
					section,
					range: [at, at + 1],
					words: around?.text ?? '',
					params: { to },
					basis: to,
				};
			});
		const typed = [
			...[...words.matchAll(TYPED)].filter((match) => !areas.has(match[1]!)),
			...[...words.matchAll(TYPED_QUESTION)].filter((match) => !subquestions.has(match[1]!)),
		].map((match): Remark => ({
			level: 'hint',
			section,
			range: [match.index, match.index + match[0].length],
			words: match[0],
			params: { to: match[0] },
		}));
		return [...live, ...typed];
	});
};
