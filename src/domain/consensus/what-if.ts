/** What a value under discussion would do to the printed figures, beside what stands and a tenth either way. */
import { areaOf, type Framework } from '../framework/framework.ts';
import type { Hundredths } from '../points/points.ts';
import { figures, type AgreedFigure, type AgreedFigures } from '../points/totals.ts';
import { whatIf, type Printed } from '../points/what-if.ts';

/** Whole points. */
export interface PrintedSums {
	/** As it prints, or would if nothing were added to what is agreed. */
	area: number;
	total: number;
	/** Subquestions still without a consensus. */
	missing: { area: number; total: number };
}

export interface Outlook {
	/** With what stands now. */
	standing: PrintedSums;
	/** With the tentative value, whose own row prints `achieved` points and `percent`; null for not assessable. */
	tentative: PrintedSums & { achieved: number | null; percent: number | null };
	/** With one step less or more; null beyond 0…max, and for not assessable. */
	less: Printed | null;
	more: Printed | null;
}

/**
 * The printed sums with a tentative value (hundredths within 0…max, or not assessable) and with `step` hundredths
 * less and more, a tenth of a point by default. Undefined for an unknown subquestion or a value out of range.
 */
export function outlook(
	framework: Framework,
	agreed: AgreedFigures,
	subquestionId: string,
	tentative: AgreedFigure,
	step: Hundredths = 10,
): Outlook | undefined {
	const area = areaOf(framework, subquestionId);
	if (!area) return undefined;
	const around =
		tentative.kind === 'points'
			? whatIf(framework, agreed, subquestionId, { points: tentative.points, step })
			: { now: null, less: null, more: null };
	if (tentative.kind === 'points' && !around.now) return undefined;

	const sums = (values: AgreedFigures): PrintedSums => {
		const { areas, total } = figures(framework, values);
		const own = areas.find(({ id }) => id === area.id);
		return {
			area: own?.soFar ?? 0,
			total: total.soFar,
			missing: { area: own?.missing ?? 0, total: total.missing },
		};
	};
	return {
		standing: sums(agreed),
		tentative: {
			...sums(new Map(agreed).set(subquestionId, tentative)),
			achieved: around.now?.achieved ?? null,
			percent: around.now?.percent ?? null,
		},
		less: around.less,
		more: around.more,
	};
}

/** Whether two values print an area's or the grand total differently: the rounding edge that a group should see. */
export const printsDifferently = (
	a: { area: number; total: number },
	b: { area: number; total: number },
): boolean => a.area !== b.area || a.total !== b.total;
