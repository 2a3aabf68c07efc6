/** All checks together: what they found, each with a key that it can be dismissed by. */
import type { Figures } from '../points/totals.ts';
import { abbreviations } from './abbreviations.ts';
import { areaSpellings } from './area-names.ts';
import { areaNumbers } from './area-numbers.ts';
import { cohortPeriods } from './cohort-periods.ts';
import { deadReferences } from './dead-references.ts';
import { figuresInText } from './figures-in-text.ts';
import { fingerprint } from './fingerprint.ts';
import { lowScores } from './low-scores.ts';
import { openQuestions } from './open-questions.ts';
import { pairs } from './pairs.ts';
import { superlatives } from './superlatives.ts';
import {
	CHECKS,
	type Check,
	type CheckedText,
	type CheckFinding,
	type CheckSource,
	type Remark,
	type Targets,
	type TextCheck,
} from './text-check.ts';
import { excerptOf } from './words.ts';

/** What one text says by itself, beside the figures. */
const OF_ONE_TEXT: Partial<Record<Check, TextCheck>> = {
	superlative: superlatives,
	areaNumber: areaNumbers,
	areaName: areaSpellings,
	deadReference: deadReferences,
	openQuestion: openQuestions,
	figure: figuresInText,
	abbreviation: abbreviations,
};
/** What shows only in all of them together. */
const OF_ALL: Partial<Record<Check, TextCheck>> = {
	pair: pairs,
	lowScore: lowScores,
	cohortPeriod: cohortPeriods,
};

type Remarks = ReadonlyMap<Check, readonly Remark[]>;

/** What texts said the last time: while a text, the figures and the targets are the same objects, it says so again. */
export type CheckMemory = WeakMap<CheckedText, { figures: Figures; targets: Targets; remarks: Remarks }>;

/** In the order of the report, and within a section from its beginning to its end. */
export function runChecks(source: CheckSource, memory: CheckMemory = new WeakMap()): CheckFinding[] {
	const each = source.texts.map((text) => remarksOf(source, text, memory));
	const order = new Map(source.texts.map(({ section }, at) => [section, at]));
	const place = (section: string) => order.get(section) ?? source.texts.length;
	return CHECKS.flatMap((check) =>
		keyed(check, [
			...each.flatMap((remarks) => remarks.get(check) ?? []),
			...(OF_ALL[check]?.(source) ?? []),
		]),
	).sort((a, b) => place(a.section) - place(b.section) || a.range[0] - b.range[0]);
}

function remarksOf(source: CheckSource, text: CheckedText, memory: CheckMemory): Remarks {
	const { figures, targets } = source;
	const known = memory.get(text);
	if (known?.figures === figures && known.targets === targets) return known.remarks;
	const alone = { ...source, texts: [text] };
	const remarks = new Map(
		CHECKS.flatMap((check): [Check, Remark[]][] => {
			const run = OF_ONE_TEXT[check];
			return run ? [[check, run(alone)]] : [];
		}),
	);
	memory.set(text, { figures, targets, remarks });
	return remarks;
}

/** Two that would say the same of the same words in one place are told apart by their number. */
function keyed(check: Check, remarks: readonly Remark[]): CheckFinding[] {
	const seen = new Map<string, number>();
	return remarks.map(({ basis = '', words, ...remark }) => {
		const print = fingerprint(remark.section, words, basis);
		const n = (seen.get(print) ?? 0) + 1;
		seen.set(print, n);
		return {
			...remark,
			check,
			excerpt: excerptOf(words),
			key: `${check}/${n === 1 ? print : `${print}-${n}`}`,
		};
	});
}

/** What nobody has dismissed with a reason. `dismissals`: keys. */
export const undismissed = (
	found: readonly CheckFinding[],
	dismissals: { has(key: string): boolean },
): CheckFinding[] => found.filter(({ key }) => !dismissals.has(key));
