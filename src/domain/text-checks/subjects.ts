/** What a sentence with a figure in it is about, where that is beyond doubt. */
import { areaOf, type Framework } from '../framework/framework.ts';
import type { AreaFigures, Figures, SubquestionFigures } from '../points/totals.ts';
import { within, type Mention } from './mentions.ts';
import type { CheckedText } from './text-check.ts';
import type { Sentence } from './words.ts';

export type Subject =
	| { kind: 'area'; id: string }
	/** `area`: named in the same sentence, so that its figures may be meant as well. */
	| { kind: 'subquestion'; id: string; area: string | null }
	| { kind: 'total' };

const THIS_AREA = /^(?:detta|det här|området|här|this area|the area|this is)(?![\p{L}])/iu;
const THIS_QUESTION = /^(?:delfrågan|frågan|the (?:sub)?question)(?![\p{L}])/iu;
const TOTAL = /(?<![\p{L}])(?:totalt|sammanlagt|totalpoängen|totalsumman|in total|the total)(?![\p{L}])/iu;

/** Undefined where more than one could be meant, or none is. */
export function subjectOf(
	framework: Framework,
	text: CheckedText,
	sentence: Sentence,
	mentions: readonly Mention[],
): Subject | undefined {
	const named = within(mentions, sentence);
	const areas = [...new Set(named.flatMap(({ kind, id }) => (kind === 'area' ? [id] : [])))];
	const questions = [...new Set(named.flatMap(({ kind, id }) => (kind === 'subquestion' ? [id] : [])))];
	const [area] = areas;
	const [question] = questions;
	if (questions.length === 1 && question !== undefined) {
		const own = areaOf(framework, question)?.id;
		if (areas.length > 1 || (area !== undefined && area !== own)) return undefined;
		return { kind: 'subquestion', id: question, area: area ?? null };
	}
	if (questions.length > 1 || areas.length > 1) return undefined;
	if (area !== undefined) return { kind: 'area', id: area };
	if (TOTAL.test(sentence.text)) return { kind: 'total' };
	if (text.area !== undefined && THIS_AREA.test(sentence.text)) return { kind: 'area', id: text.area };
	const [served] = text.subquestions;
	if (served !== undefined && text.subquestions.length === 1 && THIS_QUESTION.test(sentence.text))
		return { kind: 'subquestion', id: served, area: null };
	return undefined;
}

export const areaFiguresOf = ({ areas }: Figures, id: string): AreaFigures | undefined =>
	areas.find((area) => area.id === id);

export const subquestionFiguresOf = ({ areas }: Figures, id: string): SubquestionFigures | undefined =>
	areas.flatMap(({ subquestions }) => subquestions).find((row) => row.id === id);

const ELSEWHEN =
	/(?<![\p{L}])(?:förra|förr|tidigare|föregående|senast|sedan dess|jämfört|jämförelse|genomsnitt\p{L}*|snittet|medelvärd\p{L}*|rikssnitt\p{L}*|previous\p{L}*|last time|earlier|compared|average\p{L}*|mean)(?![\p{L}])/iu;

/** Whether a sentence tells of another year, another evaluation or an average: its figures are not ours to judge. */
export function tellsOfAnother(year: number, text: string): boolean {
	if (ELSEWHEN.test(text)) return true;
	return [...text.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].some(([found]) => Number(found) !== year);
}
