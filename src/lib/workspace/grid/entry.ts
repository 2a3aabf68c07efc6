/**
 * What a text in one cell makes of a row's score. Blank, 0, not assessable and abstained stay four different
 * things: nothing is guessed, and a text that says none of them is refused with its reason.
 */
import { fromHundredths, parsePoints, type PointsProblem } from '#domain/points/points.ts';
import { CONFIDENCES, LENGTH, type Confidence, type Score } from '#document/values.ts';
import { fold } from '../palette.ts';
import type { EntryColumn } from './columns.ts';

export type EntryFault =
	| PointsProblem
	/** No word for a confidence. */
	| 'no-confidence'
	/** No word for what can be given instead of points. */
	| 'no-answer'
	/** A confidence or a note belongs to points, and there are none. */
	| 'no-points'
	/** Not assessable needs a reason. */
	| 'no-reason'
	| 'too-long'
	/** The text holds characters that cannot be stored. */
	| 'not-text';

/** `score` undefined: the row is blank. */
export type Entered = { ok: true; score: Score | undefined } | { ok: false; why: EntryFault };

const WORDS: Readonly<Record<Confidence, readonly string[]>> = {
	low: ['low', 'lag', 'l', '1'],
	medium: ['medium', 'medel', 'm', '2'],
	high: ['high', 'hog', 'h', '3'],
};
const NOT_ASSESSABLE = [
	'not assessable',
	'n/a',
	'na',
	'n',
	'ej bedombar',
	'ej bedombart',
	'inte bedombar',
	'e.b.',
	'e.b',
	'eb',
	'e',
];
const ABSTAINS = ['abstain', 'abstains', 'abst.', 'abst', 'avstar', 'avst.', 'avst', 'a'];

const plain = (text: string): string => fold(text).trim().replace(/\s+/g, ' ');

/** Words, first letters and 1–3, in Swedish and English. */
export const parseConfidence = (text: string): Confidence | undefined =>
	CONFIDENCES.find((confidence) => WORDS[confidence].includes(plain(text)));

/** What a text says is given instead of points. */
export function parseInstead(text: string): 'notAssessable' | 'abstain' | undefined {
	const word = plain(text);
	if (NOT_ASSESSABLE.includes(word)) return 'notAssessable';
	return ABSTAINS.includes(word) ? 'abstain' : undefined;
}

/** `max` in whole points. `before` is the row's score as it stands. */
export function enter(column: EntryColumn, text: string, before: Score | undefined, max: number): Entered {
	switch (column) {
		case 'points':
			return enterPoints(text, before, max);
		case 'confidence':
			return enterConfidence(text, before);
		case 'note':
			return enterNote(text, before);
		case 'instead':
			return enterInstead(text, before);
	}
}

const given = (before: Score | undefined) => (before && 'points' in before ? before : undefined);
const ok = (score: Score | undefined): Entered => ({ ok: true, score });
const fault = (why: EntryFault): Entered => ({ ok: false, why });

function enterPoints(text: string, before: Score | undefined, max: number): Entered {
	if (text.trim() === '') return ok(undefined);
	const instead = parseInstead(text);
	if (instead) return enterInstead(text, before);
	const parsed = parsePoints(text, max * 100);
	if (!parsed.ok) return fault(parsed.why);
	const { confidence, note } = given(before) ?? {};
	return ok({
		points: fromHundredths(parsed.hundredths),
		...(confidence && { confidence }),
		...(note && { note }),
	});
}

function enterConfidence(text: string, before: Score | undefined): Entered {
	const score = given(before);
	if (!score) return text.trim() === '' ? ok(before) : fault('no-points');
	const { points, note } = score;
	if (text.trim() === '') return ok({ points, ...(note && { note }) });
	const confidence = parseConfidence(text);
	return confidence ? ok({ points, confidence, ...(note && { note }) }) : fault('no-confidence');
}

function enterNote(text: string, before: Score | undefined): Entered {
	const words = text.trim();
	if (words.includes('\0') || !words.isWellFormed()) return fault('not-text');
	if (before && 'notAssessable' in before) return giveReason(words);
	const score = given(before);
	if (!score) return words === '' ? ok(before) : fault('no-points');
	if (words.length > LENGTH.note) return fault('too-long');
	const { points, confidence } = score;
	return ok({ points, ...(confidence && { confidence }), ...(words !== '' && { note: words }) });
}

/** Not assessable, with its reason. */
export function giveReason(text: string): Entered {
	const reason = text.trim();
	if (reason === '') return fault('no-reason');
	return reason.length > LENGTH.reason ? fault('too-long') : ok({ notAssessable: reason });
}

function enterInstead(text: string, before: Score | undefined): Entered {
	if (text.trim() === '') return ok(given(before));
	const instead = parseInstead(text);
	if (instead === 'abstain') return ok({ abstain: true });
	if (instead === undefined) return fault('no-answer');
	// Said again, it keeps the reason it has.
	return before && 'notAssessable' in before ? ok(before) : fault('no-reason');
}
