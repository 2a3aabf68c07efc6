/**
 * Who gave what, as rows of subquestions and columns of raters. Everything that pools rows reads `percent`:
 * pooling raw points would count the differences between maxima as agreement.
 */
import type { Framework } from '../framework/framework.ts';
import { fromHundredths, toHundredths, type Hundredths } from '../points/points.ts';

/** One member's score of one subquestion; whatever else it carries is of no concern here. */
export type Score =
	{ readonly points: number } | { readonly notAssessable: string } | { readonly abstain: true };

/** User id → score of one subquestion. */
export type SubquestionScores = ReadonlyMap<string, Score>;

/** Subquestion id → user id → score. */
export type Scores = ReadonlyMap<string, SubquestionScores>;

/** The number in a score; undefined for "not assessable", "abstains", nothing at all and what is no points. */
export const hundredthsOf = (score: Score | undefined): Hundredths | undefined =>
	score && 'points' in score ? toHundredths(score.points) : undefined;

/** Rows of equal length; null: no number given. */
export type Cells = readonly (readonly (number | null)[])[];

export interface MatrixRow {
	subquestionId: string;
	areaId: string;
	label: string;
	/** Whole points. */
	max: number;
}

export interface ScoreMatrix {
	rows: MatrixRow[];
	/** User ids, in the order given. */
	raters: string[];
	/** Points as decimals, `points[row][rater]`. */
	points: Cells;
	/** Percent of the row's max, 0–100. */
	percent: Cells;
}

/**
 * The matrix over a whole framework, or over one area. A rater without a score stays as an empty column, a
 * subquestion without one as an empty row; members who are not named in `raters` do not count.
 */
export function scoreMatrix(
	framework: Framework,
	scores: Scores,
	raters: readonly string[],
	areaId?: string,
): ScoreMatrix {
	const rows = framework.areas
		.filter((area) => areaId === undefined || area.id === areaId)
		.flatMap((area) =>
			area.subquestions.map(({ id, label, max }) => ({ subquestionId: id, areaId: area.id, label, max })),
		);
	const hundredths = rows.map((row) =>
		raters.map((rater) => hundredthsOf(scores.get(row.subquestionId)?.get(rater)) ?? null),
	);
	return {
		rows,
		raters: [...raters],
		points: hundredths.map((cells) => cells.map((value) => (value === null ? null : fromHundredths(value)))),
		// h hundredths of max points are h / max percent: equal shares give equal numbers, bit for bit.
		percent: rows.map(({ max }, u) =>
			(hundredths[u] ?? []).map((value) => (value === null ? null : value / max)),
		),
	};
}

/** The same matrix with the cells for which `keep` says no left out. */
export function withoutCells(
	matrix: ScoreMatrix,
	keep: (row: number, rater: number) => boolean,
): ScoreMatrix {
	const pick = (cells: Cells): Cells =>
		cells.map((row, u) => row.map((value, j) => (keep(u, j) ? value : null)));
	return { ...matrix, points: pick(matrix.points), percent: pick(matrix.percent) };
}

/** The numbers of one row. */
export const present = (row: readonly (number | null)[]): number[] => row.filter((value) => value !== null);

/** Rows without a gap, over the columns that hold anything at all. */
export function completeRows(cells: Cells): { rows: number[][]; columns: number[] } {
	const width = cells[0]?.length ?? 0;
	const columns = Array.from({ length: width }, (_, j) => j).filter((j) =>
		cells.some((row) => row[j] !== null && row[j] !== undefined),
	);
	const rows = cells
		.map((row) => present(columns.map((j) => row[j] ?? null)))
		.filter((row) => columns.length > 0 && row.length === columns.length);
	return { rows, columns };
}
