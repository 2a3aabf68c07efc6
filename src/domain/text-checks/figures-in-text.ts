/** Numbers in a text that are not the number: "84 poäng" beside an area that has 85. */
import type { Framework } from '../framework/framework.ts';
import type { Figures } from '../points/totals.ts';
import { mentionsIn, within, type Mention } from './mentions.ts';
import { areaFiguresOf, subjectOf, subquestionFiguresOf, tellsOfAnother, type Subject } from './subjects.ts';
import type { CheckedText, CheckSource, Remark, TextCheck } from './text-check.ts';
import { sentencesOf, type Sentence } from './words.ts';

const NUMBER = '(\\d{1,3}(?:[,.]\\d{1,2})?)';
/** `84 poäng`, `84 av 100 poäng`, `84 points`. */
const POINTS = new RegExp(
	`(?<![\\d.,+−–-]|[+−–-] )${NUMBER}(?:\\s+(?:av|of|\\/)\\s+(?:max\\s+)?\\d{1,3})?(?:\\s+möjliga)?\\s+(?:poäng|points?)(?![\\p{L}])`,
	'giu',
);
/** Directly behind a name or a number: `(84 poäng)`, `(84 %)`. */
const BESIDE = new RegExp(`^\\s*\\(\\s*${NUMBER}\\s*(poäng|points?|p|%|procent|percent)\\s*\\)`, 'iu');
/** About, at most, by how much: no figure that could be held against the table. */
const LOOSE =
	/(?:max(?:imalt)?|högst|av|möjliga|med|ungefär|cirka|ca\.?|omkring|drygt|knappt|nästan|nära|över|under|minst|mer än|fler än|mindre än|ytterligare|bara|of|about|around|over|under|almost|nearly|at (?:most|least)|another|more than|less than|by)\s*$/iu;
const MORE =
	/^\s*(?:högre|lägre|fler|färre|mer|mindre|upp|ner|ned|bättre|sämre|till|ifrån|från|more|fewer|higher|lower|better|worse|up|down|short)(?![\p{L}])/iu;
/** What has risen or fallen, and what lies between two figures. */
const CHANGE =
	/(?<![\p{L}])(?:ök\p{L}*|minsk\p{L}*|tapp\p{L}*|höj\p{L}*|sänk\p{L}*|skilj\p{L}*|skillnad\p{L}*|lyft\p{L}*|saknas?|fattas|upp från|ner från|gräns\p{L}*|increas\p{L}*|decreas\p{L}*|drop\p{L}*|gain\p{L}*|rose|fell|differ\p{L}*|lack\p{L}*|varje|per|each)(?![\p{L}])/iu;

interface Claim {
	value: number;
	unit: 'points' | 'percent';
	range: [number, number];
	subject: Subject;
}

export const figuresInText: TextCheck = ({ framework, figures, year, texts }: CheckSource): Remark[] =>
	texts.flatMap((text) => {
		if (!/\d/.test(text.words)) return [];
		const mentions = mentionsIn(framework, text);
		return sentencesOf(text.words).flatMap((sentence) => {
			if (tellsOfAnother(year, sentence.text)) return [];
			return claimsIn(framework, text, sentence, mentions).flatMap((claim): Remark[] => {
				const right = rightFigure(figures, claim);
				if (right === undefined) return [];
				return [
					{
						level: 'error',
						section: text.section,
						range: claim.range,
						words: sentence.text,
						params: {
							written: claim.value,
							right,
							unit: claim.unit,
							subject: claim.subject.kind,
							id: claim.subject.kind === 'total' ? '' : claim.subject.id,
						},
						basis: `${claim.value} ${right}`,
					},
				];
			});
		});
	});

function claimsIn(
	framework: Framework,
	text: CheckedText,
	sentence: Sentence,
	mentions: readonly Mention[],
): Claim[] {
	const beside = within(mentions, sentence).flatMap((mention): Claim[] => {
		const match = BESIDE.exec(text.words.slice(mention.to, mention.to + 24));
		if (!match) return [];
		const at = mention.to + match[0].indexOf(match[1]!);
		return [
			{
				value: numberOf(match[1]!),
				unit: /^p/iu.test(match[2]!) && !/^(?:pro|per)/iu.test(match[2]!) ? 'points' : 'percent',
				range: [at, mention.to + match[0].length - 1],
				subject: subjectFrom(mention),
			},
		];
	});
	const subject = subjectOf(framework, text, sentence, mentions);
	if (!subject || CHANGE.test(sentence.text)) return beside;
	const said = [...sentence.text.matchAll(POINTS)].flatMap((match): Claim[] => {
		const from = sentence.at + match.index;
		const range: [number, number] = [from, from + match[0].length];
		if (beside.some((claim) => claim.range[0] < range[1] && claim.range[1] > range[0])) return [];
		const before = sentence.text.slice(0, match.index);
		const behind = sentence.text.slice(match.index + match[0].length);
		if (LOOSE.test(before) || MORE.test(behind)) return [];
		return [{ value: numberOf(match[1]!), unit: 'points', range, subject }];
	});
	return [...beside, ...said];
}

const subjectFrom = ({ kind, id }: Mention): Subject =>
	kind === 'area' ? { kind, id } : { kind, id, area: null };

const numberOf = (text: string): number => Number(text.replace(',', '.'));

/** The figure that should stand there; undefined where what stands there may be meant, or nothing is agreed yet. */
function rightFigure(figures: Figures, { subject, value, unit }: Claim): number | undefined {
	if (unit === 'percent') {
		const percent =
			subject.kind === 'total'
				? figures.total.percent
				: subject.kind === 'area'
					? areaFiguresOf(figures, subject.id)?.percent
					: subquestionFiguresOf(figures, subject.id)?.percent;
		return percent == null || percent === value ? undefined : percent;
	}
	if (subject.kind === 'total') {
		const { achieved, max } = figures.total;
		// So few are an area's: "sammanlagt får området 84 poäng".
		if (figures.areas.some((area) => value <= area.max)) return undefined;
		return achieved === null || value === achieved || value === max ? undefined : achieved;
	}
	if (subject.kind === 'area') {
		const area = areaFiguresOf(figures, subject.id);
		if (area?.achieved == null || isAny(value, area.achieved, area.exactSoFar, area.max)) return undefined;
		// A text about the area may give the points of one of its questions without its number.
		return area.subquestions.some((row) => row.achieved === value && value !== 0) && value <= 30
			? undefined
			: area.achieved;
	}
	const row = subquestionFiguresOf(figures, subject.id);
	if (row?.exact == null || row.achieved === null || isAny(value, row.achieved, row.exact, row.max))
		return undefined;
	const area = subject.area === null ? undefined : areaFiguresOf(figures, subject.area);
	if (area && isAny(value, area.achieved ?? -1, area.exactSoFar, area.max)) return undefined;
	return row.achieved;
}

/** As printed, unrounded or with one decimal, or the maximum. `exact` in hundredths. */
const isAny = (value: number, printed: number, exact: number, max: number): boolean =>
	value === printed ||
	value === max ||
	value * 100 === exact ||
	Math.round(value * 10) === Math.round(exact / 10);
