/** What one step more or less on a subquestion would print: the rounding cliffs, shown while a group decides. */
import { areaOf, findSubquestion, type Framework } from '../framework/framework.ts';
import type { Hundredths } from './points.ts';
import { figures, type AgreedFigures } from './totals.ts';

/** Whole points and percent as they would print, the totals so far where something is missing. */
export interface Printed {
	points: Hundredths;
	achieved: number;
	percent: number;
	area: number;
	total: number;
}

export interface WhatIf {
	now: Printed | null;
	/** Null where the step would leave 0…max. */
	less: Printed | null;
	more: Printed | null;
}

/**
 * `step` in hundredths (10: a tenth of a point) around `points`, or around what is agreed for the subquestion.
 * All null when there is neither, or the framework has no such subquestion.
 */
export function whatIf(
	framework: Framework,
	agreed: AgreedFigures,
	subquestionId: string,
	{ step = 10, points }: { step?: Hundredths; points?: Hundredths } = {},
): WhatIf {
	const subquestion = findSubquestion(framework, subquestionId);
	const area = areaOf(framework, subquestionId);
	const current = agreed.get(subquestionId);
	const base = points ?? (current?.kind === 'points' ? current.points : undefined);
	if (!subquestion || !area || base === undefined) return { now: null, less: null, more: null };

	const printed = (value: Hundredths): Printed | null => {
		if (value < 0 || value > subquestion.max * 100) return null;
		const all = figures(framework, new Map(agreed).set(subquestionId, { kind: 'points', points: value }));
		const areaRow = all.areas.find((row) => row.id === area.id);
		const row = areaRow?.subquestions.find((candidate) => candidate.id === subquestionId);
		if (!areaRow || row?.achieved == null || row.percent === null) return null;
		return {
			points: value,
			achieved: row.achieved,
			percent: row.percent,
			area: areaRow.soFar,
			total: all.total.soFar,
		};
	};
	return { now: printed(base), less: printed(base - step), more: printed(base + step) };
}
