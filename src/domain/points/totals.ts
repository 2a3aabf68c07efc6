/**
 * The printed figures. Rules, each proved on a published report: an area prints the rounded sum of its unrounded
 * scores, the percent comes from the unrounded score, the grand total is the sum of the printed area totals.
 */
import type { Area, Framework, Subquestion } from '../framework/framework.ts';
import { divideHalfUp, percentOf, roundHalfUp, type Hundredths } from './points.ts';

/** What a group agreed on for one subquestion, as far as figures go. Absent: nothing yet. */
export type AgreedFigure = { kind: 'points'; points: Hundredths } | { kind: 'not-assessable' };

/** Subquestion id → what was agreed. */
export type AgreedFigures = ReadonlyMap<string, AgreedFigure>;

/** One row of the point table. `achieved`, `max`: whole points; `percent`: whole percent of max. */
export interface SubquestionFigures {
	id: string;
	state: 'agreed' | 'not-assessable' | 'missing';
	/** Unrounded; null unless agreed. */
	exact: Hundredths | null;
	achieved: number | null;
	max: number;
	percent: number | null;
}

interface Sum {
	/** Whole points as printed; null while something is missing. */
	achieved: number | null;
	max: number;
	/** Whole percent; null while something is missing. */
	percent: number | null;
	/** Whole points as they would print if nothing were added to what is agreed. */
	soFar: number;
	/** The same without rounding. */
	exactSoFar: Hundredths;
	missing: number;
	notAssessable: number;
}

export interface AreaFigures extends Sum {
	id: string;
	subquestions: SubquestionFigures[];
	/** Sum of the printed rows; readers who add the column get this, which may differ from the total. */
	sumOfPrinted: number;
}

export interface Figures {
	areas: AreaFigures[];
	total: Sum;
}

export function subquestionFigures(
	subquestion: Subquestion,
	agreed: AgreedFigure | undefined,
): SubquestionFigures {
	const { id, max } = subquestion;
	if (!agreed) return { id, state: 'missing', exact: null, achieved: null, max, percent: null };
	// Not zero and not blank: it prints without figures and adds nothing, the maximum stays what it is.
	if (agreed.kind === 'not-assessable')
		return { id, state: 'not-assessable', exact: null, achieved: null, max, percent: null };
	const { points } = agreed;
	return {
		id,
		state: 'agreed',
		exact: points,
		achieved: roundHalfUp(points),
		max,
		percent: percentOf(points, max * 100),
	};
}

export function areaFigures(area: Area, agreed: AgreedFigures): AreaFigures {
	const subquestions = area.subquestions.map((subquestion) =>
		subquestionFigures(subquestion, agreed.get(subquestion.id)),
	);
	const exactSoFar = subquestions.reduce((sum, row) => sum + (row.exact ?? 0), 0);
	const missing = subquestions.filter((row) => row.state === 'missing').length;
	const soFar = roundHalfUp(exactSoFar);
	return {
		id: area.id,
		achieved: missing === 0 ? soFar : null,
		max: area.max,
		percent: missing === 0 ? percentOf(exactSoFar, area.max * 100) : null,
		soFar,
		exactSoFar,
		missing,
		notAssessable: subquestions.filter((row) => row.state === 'not-assessable').length,
		subquestions,
		sumOfPrinted: subquestions.reduce((sum, row) => sum + (row.achieved ?? 0), 0),
	};
}

const sumOf = (areas: AreaFigures[], of: (area: AreaFigures) => number): number =>
	areas.reduce((sum, area) => sum + of(area), 0);

/** Every printed figure of an evaluation. `agreed` may hold unknown ids; they count for nothing. */
export function figures(framework: Framework, agreed: AgreedFigures): Figures {
	const areas = framework.areas.map((area) => areaFigures(area, agreed));
	const max = sumOf(areas, (area) => area.max);
	const exactSoFar = sumOf(areas, (area) => area.exactSoFar);
	const missing = sumOf(areas, (area) => area.missing);
	const soFar =
		framework.grandTotal === 'rounded-sum' ? roundHalfUp(exactSoFar) : sumOf(areas, (area) => area.soFar);
	return {
		areas,
		total: {
			achieved: missing === 0 ? soFar : null,
			max,
			// From the printed total, which is the only total there is under 'sum-of-area-totals'.
			percent: missing === 0 ? divideHalfUp(soFar * 100, max) : null,
			soFar,
			exactSoFar,
			missing,
			notAssessable: sumOf(areas, (area) => area.notAssessable),
		},
	};
}
