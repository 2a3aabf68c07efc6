/**
 * A result: the printed figures of one municipality in one year under one framework version, whether it was reached
 * here or imported from somebody's report. Printed figures are what others have, so they are what is compared.
 */
import { maxTotal, type Framework } from '../framework/framework.ts';
import { divideHalfUp, type Hundredths } from '../points/points.ts';
import { figures, type AgreedFigures } from '../points/totals.ts';

/** One printed row. `achieved`, `max`: whole points; `percent`: whole percent of max. */
export interface ResultFigure {
	id: string;
	/** Null: not given, or not assessable. */
	achieved: number | null;
	max: number;
	/** Null with `achieved`, and where only points are known. */
	percent: number | null;
	/** The unrounded score; null where only the printed figures are known. Never made up from them. */
	exact: Hundredths | null;
	/** Worked out here from printed rows, which may differ by a point from what was printed. */
	derived: boolean;
}

export interface ResultFigures {
	/** In the framework's order; those that nothing is known about are left out. */
	areas: ResultFigure[];
	/** Empty where only areas are known. */
	subquestions: ResultFigure[];
	total: ResultFigure;
}

/** A strength that a report names: what others may come to learn. */
export interface NamedStrength {
	area: string;
	subquestion?: string;
	text: string;
}

export const RESULT_LEVELS = ['subquestions', 'areas'] as const;
export type ResultLevel = (typeof RESULT_LEVELS)[number];

export const levelOf = ({ subquestions }: Pick<ResultFigures, 'subquestions'>): ResultLevel =>
	subquestions.length > 0 ? 'subquestions' : 'areas';

/** Id of the row that holds the grand total, beside the ids of areas and subquestions. */
export const TOTAL = 'total';

/** What an evaluation prints, as a result. */
export function evaluationResult(framework: Framework, agreed: AgreedFigures): ResultFigures {
	const { areas, total } = figures(framework, agreed);
	return {
		areas: areas.map(({ id, achieved, max, percent, exactSoFar }) => ({
			id,
			achieved,
			max,
			percent,
			exact: achieved === null ? null : exactSoFar,
			derived: false,
		})),
		subquestions: areas.flatMap((area) =>
			area.subquestions.map(({ id, achieved, max, percent, exact }) => ({
				id,
				achieved,
				max,
				percent,
				exact,
				derived: false,
			})),
		),
		total: {
			id: TOTAL,
			achieved: total.achieved,
			max: total.max,
			percent: total.percent,
			exact: null,
			derived: false,
		},
	};
}

/**
 * The share by which figures of different maxima are compared, in whole percent: as printed, or from the printed
 * points where no percent was printed.
 */
export function shareOf({ achieved, max, percent }: Pick<ResultFigure, 'achieved' | 'max' | 'percent'>) {
	if (percent !== null) return percent;
	return achieved === null ? null : divideHalfUp(achieved * 100, max);
}

/** The sum of the areas' printed totals; null while an area is missing. */
export function totalOf(framework: Framework, areas: readonly ResultFigure[]): ResultFigure {
	const max = maxTotal(framework);
	const complete =
		areas.length === framework.areas.length && areas.every(({ achieved }) => achieved !== null);
	const achieved = complete ? areas.reduce((sum, area) => sum + (area.achieved ?? 0), 0) : null;
	return {
		id: TOTAL,
		achieved,
		max,
		percent: achieved === null ? null : divideHalfUp(achieved * 100, max),
		exact: null,
		derived: areas.some(({ derived }) => derived),
	};
}

/** As which kind of row each is kept and asked for. */
export const ROW_KINDS = ['total', 'area', 'subquestion'] as const;
export type RowKind = (typeof ROW_KINDS)[number];
