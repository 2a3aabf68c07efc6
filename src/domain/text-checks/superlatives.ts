/** Superlatives against the figures: a strongest area while another one has more. */
import type { AreaFigures, Figures, SubquestionFigures } from '../points/totals.ts';
import { mentionsIn } from './mentions.ts';
import { areaFiguresOf, subjectOf, subquestionFiguresOf, tellsOfAnother } from './subjects.ts';
import type { CheckSource, Remark, TextCheck } from './text-check.ts';
import { sentencesOf, type Sentence } from './words.ts';

type Claim = 'highest' | 'lowest';

const AREA_NOUN = '(?:\\p{L}*områd(?:e|et)|area)';
const HIGH = 'starkaste?|bästa?|strongest|best';
const LOW = 'svagaste?|sämsta?|weakest|worst';
/** "det starkaste området". */
const beside = (words: string) => new RegExp(`(?<![\\p{L}])(?:${words})\\s+${AREA_NOUN}(?![\\p{L}])`, 'iu');
/** "Området är kommunens starkaste.": nothing may follow that would say at what. */
const alone = (words: string) =>
	new RegExp(
		`(?<![\\p{L}])(?:är|is)\\s+(?:\\p{L}+\\s+){0,2}(?:${words})(?:\\s+(?:av alla|of all))?\\s*(?:[.,;:!]|$)`,
		'iu',
	);
const CLAIMS: readonly [Claim, RegExp][] = [
	['highest', beside(HIGH)],
	['lowest', beside(LOW)],
	['highest', alone(HIGH)],
	['lowest', alone(LOW)],
	[
		'highest',
		/(?<![\p{L}])(?:högsta?\s+(?:poäng|resultat)(?:en|et)?|flest\s+poäng|highest\s+(?:score|points|result)|most\s+points)(?![\p{L}])/iu,
	],
	[
		'lowest',
		/(?<![\p{L}])(?:lägsta?\s+(?:poäng|resultat)(?:en|et)?|minst\s+poäng|lowest\s+(?:score|points|result)|fewest\s+points)(?![\p{L}])/iu,
	],
];
/** One of several, the second, or denied: nothing that one figure could contradict. */
const HEDGED =
	/(?<![\p{L}])(?:ett av|en av|bland|näst|inte|ej|varken|knappast|tillsammans|delad|delat|one of|among|second|not|nor|neither|joint|tied|\p{L}+ av de)(?![\p{L}])/iu;
const IN_ITS_AREA =
	/(?<![\p{L}])(?:i|inom|av) området(?![\p{L}])|(?:in|within) (?:the|this) area(?![\p{L}])/iu;

export const superlatives: TextCheck = ({ framework, figures, year, texts }: CheckSource): Remark[] =>
	texts.flatMap((text) => {
		const sentences = sentencesOf(text.words).filter(({ text: said }) => claimOf(said) !== undefined);
		if (sentences.length === 0) return [];
		const mentions = mentionsIn(framework, text);
		return sentences.flatMap((sentence) => {
			const claim = claimOf(sentence.text);
			if (!claim || HEDGED.test(sentence.text) || tellsOfAnother(year, sentence.text)) return [];
			const subject = subjectOf(framework, text, sentence, mentions);
			if (subject?.kind === 'area')
				return remarkOn(text.section, sentence, claim, areaAgainst(figures, subject.id, claim));
			if (subject?.kind === 'subquestion') {
				const inArea = IN_ITS_AREA.test(sentence.text) || subject.area !== null;
				return remarkOn(text.section, sentence, claim, rowAgainst(figures, subject.id, claim, inArea));
			}
			return [];
		});
	});

const claimOf = (text: string): Claim | undefined => CLAIMS.find(([, pattern]) => pattern.test(text))?.[0];

interface Contradiction {
	id: string;
	value: number;
	other: string;
	otherValue: number;
}

function areaAgainst(figures: Figures, id: string, claim: Claim): Contradiction | undefined {
	const own = areaFiguresOf(figures, id);
	if (own?.achieved == null) return undefined;
	const others = figures.areas.filter((area) => area.id !== id && area.achieved !== null);
	return beyond(claim, own.id, own.achieved, others, ({ achieved }: AreaFigures) => achieved);
}

/** False only where points and percent both say so: people mean the one or the other. */
function rowAgainst(figures: Figures, id: string, claim: Claim, inArea: boolean): Contradiction | undefined {
	const own = subquestionFiguresOf(figures, id);
	if (own?.exact == null || own.percent === null) return undefined;
	// "The highest score" may mean all there is to get.
	if (claim === 'highest' && own.exact === own.max * 100) return undefined;
	const scope = inArea
		? figures.areas.filter((area) => area.subquestions.some((row) => row.id === id))
		: figures.areas;
	const others = scope
		.flatMap(({ subquestions }) => subquestions)
		.filter((row) => row.id !== id && row.exact !== null);
	const byPoints = beyond(claim, id, own.exact, others, ({ exact }: SubquestionFigures) => exact);
	const byShare = beyond(claim, id, own.percent, others, ({ percent }: SubquestionFigures) => percent);
	return byPoints && byShare;
}

/** The one that is furthest beyond the claim; undefined where the claim holds. */
function beyond<T extends { id: string }>(
	claim: Claim,
	id: string,
	value: number,
	others: readonly T[],
	of: (other: T) => number | null,
): Contradiction | undefined {
	let found: Contradiction | undefined;
	for (const other of others) {
		const otherValue = of(other);
		if (otherValue === null) continue;
		const most = found?.otherValue ?? value;
		if (claim === 'highest' ? otherValue > most : otherValue < most)
			found = { id, value, other: other.id, otherValue };
	}
	return found;
}

const remarkOn = (
	section: string,
	{ text, at }: Sentence,
	claim: Claim,
	against: Contradiction | undefined,
): Remark[] =>
	against
		? [
				{
					level: 'error',
					section,
					range: [at, at + text.length],
					words: text,
					params: { claim, ...against },
					basis: `${against.id} ${against.other}`,
				},
			]
		: [];
