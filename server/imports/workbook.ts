/**
 * The first sheet of an XLSX workbook as cells of text. The reader gets an archive packed anew from what was unpacked
 * within bounds, so that it sees exactly what was counted, and no sheet whose cells lie further out than ours may.
 */
import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { ArchiveFault, unpack } from './archive.ts';

const BOUNDS = { unpacked: 16 * 1024 * 1024, entries: 500 };
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 100;

export class WorkbookFault extends Error {
	readonly why: 'broken' | 'too-large' | 'too-wide';
	constructor(why: WorkbookFault['why']) {
		super(`workbook ${why}`);
		this.why = why;
	}
}

/** Throws WorkbookFault. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
	let parts: Map<string, Uint8Array>;
	try {
		parts = await unpack(bytes, BOUNDS, (name) => /\.xml(\.rels)?$/.test(name));
	} catch (error) {
		throw new WorkbookFault(error instanceof ArchiveFault ? error.why : 'broken');
	}
	const sheets = [...parts].filter(([name]) => /(^|\/)worksheets\/[^/]+\.xml$/.test(name));
	if (sheets.length === 0) throw new WorkbookFault('broken');
	for (const [, sheet] of sheets) refuseFarCells(Buffer.from(sheet).toString('latin1'));
	for (const [name, sheet] of sheets) parts.set(name, withoutGaps(sheet));
	const packed = zipSync(Object.fromEntries(parts), { level: 0 });
	let rows: unknown[][];
	try {
		rows = await readSheet(Buffer.from(packed));
	} catch {
		throw new WorkbookFault('broken');
	}
	return rows.map((row) => row.map(text));
}

/** A reader fills every gap before a cell: one in the last corner of a sheet would be sixteen billion empty ones. */
function refuseFarCells(xml: string): void {
	for (const [, column = '', row = ''] of xml.matchAll(/\br\s*=\s*["']\s*([A-Za-z]*)(\d+)\s*["']/g))
		if (column.length > 2 || columnNumber(column) > MOST_COLUMNS || Number(row) > MOST_ROWS)
			throw new WorkbookFault('too-wide');
}

/** A cell whose formula gave an error. */
const ERROR = /(<c\b[^<>]*?\s)t\s*=\s*(["'])e\2/g;
/** A cell with a formula and no value, or an empty one. */
const FORMULA_ALONE =
	/<c\b([^<>]*[^<>/]|)>\s*<f\b(?:[^<>]*\/>|[^<>]*>([^<]*)<\/f>)\s*(<v\s*\/>|<v>\s*<\/v>|)\s*<\/c>/g;
const CELL_TYPE = /\st\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * The reader takes a cell whose formula gave an error, or was never calculated, for an empty one, and empty means that
 * nothing was assessed. Such a cell becomes the text that a person would see in it, which is no number and so is named by
 * its row. Letter for byte, so that nothing else of the sheet is touched.
 */
function withoutGaps(sheet: Uint8Array): Uint8Array {
	const xml = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString('latin1');
	const told = xml
		.replace(ERROR, '$1t="str"')
		.replace(FORMULA_ALONE, (cell, attributes: string, formula: string | undefined, value: string) => {
			const [, type, quoted] = CELL_TYPE.exec(attributes) ?? [];
			// A formula may well come to an empty text.
			if (value !== '' && (type ?? quoted) === 'str') return cell;
			return `<c${attributes.replace(CELL_TYPE, '')} t="str"><v>=${formula ?? ''}</v></c>`;
		});
	return Buffer.from(told, 'latin1');
}

const columnNumber = (letters: string): number =>
	[...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Numbers with a decimal point, as they are stored; what a cell shows of them is its format's business. */
function text(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return plainNumber(value);
	if (typeof value === 'boolean') return String(value);
	return value instanceof Date ? String(value.getUTCFullYear()) : '';
}

/** 11.2 may be stored as 11.200000000000001: beyond twelve digits a stored number is not what was typed. */
const plainNumber = (value: number): string => String(Number(value.toPrecision(12)));
