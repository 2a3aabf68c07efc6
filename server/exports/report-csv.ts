/** The point table for spreadsheets: one row per subquestion, empty where there is no figure. */
import type { ReportModel } from '#domain/report/model.ts';

/** What a spreadsheet would run as a formula is made text by an apostrophe in front. */
const FORMULA = /^[=+\-@\t\r]/;

export function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = FORMULA.test(value) ? `'${value}` : value;
	return /[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const COLUMNS = ['id', 'achieved', 'max', 'percent'] as const;

export function reportCsv(model: ReportModel): string {
	const rows = model.areas.flatMap((area) => area.subquestions);
	return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => csvCell(row[column])).join(','))]
		.map((line) => `${line}\n`)
		.join('');
}
