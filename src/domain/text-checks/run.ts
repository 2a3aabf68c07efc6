/** All checks together: what they found, each with a key that it can be dismissed by. */
import { fingerprint } from './fingerprint.ts';
import { excerptOf } from './words.ts';
import {
	CHECKS,
	type Check,
	type CheckFinding,
	type CheckSource,
	type Remark,
	type TextCheck,
} from './text-check.ts';

const RUN: Readonly<Record<Check, TextCheck>> = {
	superlative: () => [],
	areaNumber: () => [],
	areaName: () => [],
	deadReference: () => [],
	pair: () => [],
	lowScore: () => [],
	cohortPeriod: () => [],
	openQuestion: () => [],
	figure: () => [],
	abbreviation: () => [],
};

/** In the order of the report, and within a section from its beginning to its end. */
export function runChecks(source: CheckSource): CheckFinding[] {
	const order = new Map(source.texts.map(({ section }, at) => [section, at]));
	const place = (section: string) => order.get(section) ?? source.texts.length;
	const found = CHECKS.flatMap((check) => keyed(check, RUN[check](source)));
	return found.sort((a, b) => place(a.section) - place(b.section) || a.range[0] - b.range[0]);
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
