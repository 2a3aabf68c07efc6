/**
 * Improvements and actions as a table for the municipality's own planning: one row per action, and one per improvement
 * without any. Made twice from the same rows, so that CSV and workbook cannot differ.
 */
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { csvCell, spreadsheetText } from '#domain/spreadsheets/spreadsheet-text.ts';
import { translator, type Locale } from '#lib/i18n/index.ts';
import type { ActionView, FollowUp, ImprovementView } from '../services/follow-up.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const COLUMNS = ['area', 'subquestion', 'improvement', 'action', 'owner', 'due', 'status', 'note'] as const;
/** Characters. */
const WIDTHS = [8, 12, 60, 40, 24, 12, 14, 40];

function rowsOf({ improvements, others }: FollowUp, locale: Locale): string[][] {
	const t = translator(locale);
	const row = (of: ImprovementView | undefined, action: ActionView | undefined): string[] => [
		of?.area ?? '',
		of?.subquestion ?? '',
		of?.text ?? '',
		action?.title ?? '',
		action?.owner ?? '',
		action?.due ?? '',
		action ? t(`followUp.status.${action.status}`) : '',
		action?.note ?? '',
	];
	return [
		COLUMNS.map((column) => t(`followUp.column.${column}`)),
		...improvements.flatMap((of) =>
			of.actions.length > 0 ? of.actions.map((action) => row(of, action)) : [row(of, undefined)],
		),
		...others.map((action) => row(undefined, action)),
	];
}

/** With a byte order mark: spreadsheets take the file for UTF-8 by it. */
export const followUpCsv = (followUp: FollowUp, locale: Locale): string =>
	'\uFEFF' +
	rowsOf(followUp, locale)
		.map((row) => `${row.map(csvCell).join(',')}\r\n`)
		.join('');

export async function followUpXlsx(followUp: FollowUp, locale: Locale): Promise<Buffer<ArrayBuffer>> {
	const t = translator(locale);
	const [head = [], ...rows] = rowsOf(followUp, locale);
	const data: SheetData = [
		head.map((value) => ({ value, fontWeight: 'bold' as const })),
		...rows.map((row) =>
			row.map((value) => ({
				value: spreadsheetText(value),
				type: String,
				wrap: true,
				alignVertical: 'top' as const,
			})),
		),
	];
	return Buffer.from(
		await writeWorkbook(data, {
			columns: WIDTHS.map((width) => ({ width })),
			stickyRowsCount: 1,
			sheet: t('followUp.title'),
		}).toBuffer(),
	);
}
