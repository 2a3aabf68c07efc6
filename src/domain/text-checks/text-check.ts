/**
 * What every text check takes and gives. A check is a pure function from the report's words, figures and findings to
 * what it found; it never throws, whatever the words are, and says nothing where it is not sure what is meant.
 */
import type { Framework } from '../framework/framework.ts';
import type { Figures } from '../points/totals.ts';

export const CHECKS = [
	'superlative',
	'areaNumber',
	'areaName',
	'deadReference',
	'pair',
	'lowScore',
	'cohortPeriod',
	'openQuestion',
	'figure',
	'abbreviation',
] as const;
export type Check = (typeof CHECKS)[number];

/**
 * `error`: a sentence that contradicts a figure, a number or a place; it stands in the way of the final version.
 * `hint`: something a reader would wonder about.
 */
export type Level = 'error' | 'hint';

/** The words of one section, with what lies inside them. */
export interface CheckedText {
	section: string;
	/** The area it belongs to; absent: the report as a whole. */
	area?: string | undefined;
	/** The subquestions it serves. */
	subquestions: readonly string[];
	/** One line per block; an object inside a line (a reference, a citation mark) is one U+FFFC. */
	words: string;
	/** Live cross-references by their place in `words`; `to` is a section id or `area:<id>`. */
	references: readonly { at: number; to: string }[];
}

export interface CheckedFinding {
	id: string;
	kind: 'strength' | 'improvement';
	area: string;
	subquestion?: string | undefined;
	pair?: string | undefined;
}

export interface Targets {
	has(to: string): boolean;
}

export interface CheckSource {
	framework: Framework;
	figures: Figures;
	/** Of the evaluation. */
	year: number;
	/** In the order of the report, findings' words among them as `finding:<id>`. */
	texts: readonly CheckedText[];
	findings: readonly CheckedFinding[];
	/** Whether a reference leads anywhere. */
	targets: Targets;
}

/** What a check says before it is given its key. */
export interface Remark {
	level: Level;
	section: string;
	/** From and to in the section's words; equal where it is about the section as a whole. */
	range: [number, number];
	/** The words it is about, as they stand. */
	words: string;
	/** For its sentence in the catalogue. */
	params: Readonly<Record<string, string | number>>;
	/** What the judgement rests on besides the words: another basis is another remark. */
	basis?: string;
}

export interface CheckFinding extends Omit<Remark, 'basis' | 'words'> {
	check: Check;
	/** The words, cut where they are long. */
	excerpt: string;
	/** `<check>/<fingerprint>` of place, words and basis: the same after any other change, another once they change. */
	key: string;
}

export type TextCheck = (source: CheckSource) => Remark[];
