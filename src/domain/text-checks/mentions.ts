/** Where words name an area or a subquestion: by its name, by its number, or by a live reference. */
import type { Framework } from '../framework/framework.ts';
import { OBJECT, type Sentence } from './words.ts';
import type { CheckedText } from './text-check.ts';

export interface Mention {
	kind: 'area' | 'subquestion';
	id: string;
	from: number;
	/** Behind its last character. */
	to: number;
	by: 'name' | 'number' | 'reference';
}

export interface AreaName {
	areaId: string;
	/** As it is official. */
	name: string;
	pattern: RegExp;
	/** A part of the name that means the area only beside its number. */
	weak: boolean;
}

const NOT_LETTER_BEFORE = '(?<![\\p{L}\\p{N}])';
const NOT_LETTER_AFTER = '(?![\\p{L}\\p{N}])';
const DASH = /\s+[-–—]\s+/;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The words of a name with whatever stands between them. */
const flexible = (name: string): RegExp => {
	const words = name.split(/[\s,/–—-]+/u).filter((word) => word !== '');
	const parts = words.map((word) => (/^(och|and)$/iu.test(word) ? '(?:och|and|&)' : escape(word)));
	return new RegExp(NOT_LETTER_BEFORE + parts.join('[\\s,/–—-]+') + NOT_LETTER_AFTER, 'giu');
};

const NAMES = new WeakMap<Framework, AreaName[]>();

/** Whole names first, so that a part inside one is not taken for another mention. */
export function areaNames(framework: Framework): readonly AreaName[] {
	const known = NAMES.get(framework);
	if (known) return known;
	const whole = framework.areas.flatMap(({ id, name, displayTitle }): AreaName[] =>
		[...new Set([name, displayTitle ?? name])].map((each) => ({
			areaId: id,
			name: each,
			pattern: flexible(each),
			weak: false,
		})),
	);
	const parts = framework.areas.flatMap(({ id, name }): AreaName[] => {
		const pieces = name.split(DASH);
		if (pieces.length < 2) return [];
		return pieces
			.filter((piece) => piece.length >= 8)
			.map((piece) => ({
				areaId: id,
				name: piece,
				pattern: flexible(piece),
				weak: !piece.trim().includes(' '),
			}));
	});
	const names = [...whole, ...parts];
	NAMES.set(framework, names);
	return names;
}

const NUMBERED = new RegExp(
	`${NOT_LETTER_BEFORE}(?:område(?:t|na)?|areas?)\\s+(\\d{1,2}(?:\\s*(?:,|och|and|samt|&|–|-)\\s*\\d{1,2})*)(?![\\d]|[.,]\\d|\\s*(?:%|procent|percent))`,
	'giu',
);
const UNIT = /^\s*(?:%|procent|percent|poäng|points?|miljon|mnkr|mkr|tkr|kr|km|m²|meter)/iu;
const ID = /(?<![\d.,\p{L}])(\d{1,2}(?:\.\d{1,2})+)(?!\d|[.,]\d)/gu;

/** In the order they stand; overlapping ones once, the longer one. */
export function mentionsIn(framework: Framework, { words, references }: CheckedText): Mention[] {
	const found: Mention[] = [];
	const free = (from: number, to: number) => found.every((other) => to <= other.from || from >= other.to);
	for (const { areaId, pattern, weak } of areaNames(framework)) {
		if (weak) continue;
		for (const match of words.matchAll(pattern)) {
			const to = match.index + match[0].length;
			if (free(match.index, to)) found.push({ kind: 'area', id: areaId, from: match.index, to, by: 'name' });
		}
	}
	const areas = new Set(framework.areas.map(({ id }) => id));
	for (const match of words.matchAll(NUMBERED)) {
		const list = match[1]!;
		const start = match.index + match[0].lastIndexOf(list);
		for (const number of list.matchAll(/\d{1,2}/g)) {
			const from = start + number.index;
			if (areas.has(number[0]))
				found.push({ kind: 'area', id: number[0], from, to: from + number[0].length, by: 'number' });
		}
	}
	const subquestions = new Set(framework.areas.flatMap((area) => area.subquestions.map(({ id }) => id)));
	for (const match of words.matchAll(ID)) {
		const to = match.index + match[0].length;
		if (subquestions.has(match[0]) && !UNIT.test(words.slice(to, to + 16)))
			found.push({ kind: 'subquestion', id: match[0], from: match.index, to, by: 'number' });
	}
	for (const { at, to: target } of references) {
		const [kind, id] = target.split(':');
		if (id === undefined || words[at] !== OBJECT) continue;
		if (kind === 'area' && areas.has(id)) found.push(referenced('area', id, at));
		if (kind === 'sub' && subquestions.has(id)) found.push(referenced('subquestion', id, at));
	}
	return found.sort((a, b) => a.from - b.from);
}

const referenced = (kind: Mention['kind'], id: string, at: number): Mention => ({
	kind,
	id,
	from: at,
	to: at + 1,
	by: 'reference',
});

export const within = (mentions: readonly Mention[], { at, text }: Sentence): Mention[] =>
	mentions.filter(({ from, to }) => from >= at && to <= at + text.length);
