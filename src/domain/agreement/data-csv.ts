/**
 * The numbers that went into the statistics, so that anybody can recompute them. RFC 4180 with a header; decimal
 * points; an empty field is a missing number. No field can be taken for a formula by a spreadsheet.
 */
import { csvCell } from '../spreadsheets/spreadsheet-text.ts';
import type { ScoreMatrix } from './score-matrix.ts';

/**
 * One row per subquestion: id, label, max, then for every rater points and percent of max. `nameOf` gives what
 * stands in the header for a rater (initials, say).
 */
export function dataCsv(matrix: ScoreMatrix, nameOf: (rater: string) => string): string {
	const names = matrix.raters.map(nameOf);
	const header = [
		'id',
		'label',
		'max',
		...names.map((name) => `${name} points`),
		...names.map((name) => `${name} percent`),
	];
	const body = matrix.rows.map(({ subquestionId, label, max }, u) => [
		subquestionId,
		label,
		max,
		...(matrix.points[u] ?? []),
		...(matrix.percent[u] ?? []),
	]);
	return [header, ...body].map((fields) => fields.map(csvCell).join(',') + '\r\n').join('');
}
