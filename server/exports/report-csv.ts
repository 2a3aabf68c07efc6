/** The point table for spreadsheets: one row per subquestion, empty where there is no figure. */
import type { ReportModel } from '#domain/report/model.ts';
import { csvCell } from '#domain/spreadsheets/spreadsheet-text.ts';

const COLUMNS = ['id', 'achieved', 'max', 'percent'] as const;

export function reportCsv(model: ReportModel): string {
	const rows = model.areas.flatMap((area) => area.subquestions);
	return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => csvCell(row[column])).join(','))]
		.map((line) => `${line}\n`)
		.join('');
}
