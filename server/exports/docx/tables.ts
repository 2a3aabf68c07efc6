/** Native tables: header rows that repeat, rows that stay whole, columns as wide as in the PDF. */
import { Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { isLong, staysWhole } from '../printed/measures.ts';
import type { Cell, Column, Row, Table as PrintedTable } from '../printed/blocks.ts';
import { blocksDocx, bookmarked, paragraph, runs, type Writing } from './blocks-docx.ts';
import { GROUND, HEAVY, STYLE, TABLE_BORDERS } from './styles.ts';

/** Twentieths of a point. */
const NUMBER = 1150;
const MARK = 620;

export function table(printed: PrintedTable, writing: Writing): (Paragraph | Table)[] {
	const { caption, anchor, columns, head, body, foot } = printed;
	const widths = columnWidths(columns, writing.width);
	const all = [...head, ...body, ...foot];
	if (all.length === 0) return [];
	const together = staysWhole(printed);
	const rows = all.map((row, i) =>
		tableRow(row, {
			writing,
			columns,
			widths,
			part: i < head.length ? 'head' : i < head.length + body.length ? 'body' : 'foot',
			last: i === head.length - 1 || i === head.length + body.length - 1,
			// Header and first row never part; a small table is never torn at all.
			keepNext: i < all.length - 1 && (together || i < head.length || i === all.length - 2),
		}),
	);
	return [
		...(caption
			? [
					paragraph(bookmarked(anchor, runs(caption, writing), writing), writing, {
						style: 'Caption',
					}),
				]
			: []),
		new Table({
			rows,
			columnWidths: widths,
			width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
			layout: TableLayoutType.FIXED,
			borders: TABLE_BORDERS,
			margins: { left: 70, right: 70, top: 20, bottom: 20 },
			tableLook: {
				firstRow: head.length > 0,
				firstColumn: body.some(({ cells }) => cells[0]?.heads === 'row'),
				lastRow: foot.length > 0,
				lastColumn: false,
				noHBand: true,
				noVBand: true,
			},
		}),
		new Paragraph({ style: STYLE.cell }),
	];
}

function columnWidths(columns: readonly Column[], width: number): number[] {
	const fixed = columns.map(({ kind }, i): number => (kind === 'text' ? 0 : i === 0 ? MARK : NUMBER));
	const shares = columns.reduce((sum, { kind, share }) => sum + (kind === 'text' ? share : 0), 0);
	const rest = Math.max(0, width - fixed.reduce((sum, one) => sum + one, 0));
	return columns.map(({ kind, share }, i) =>
		kind === 'text' ? Math.floor((rest * share) / Math.max(1, shares)) : (fixed[i] ?? NUMBER),
	);
}

interface RowSetting {
	writing: Writing;
	columns: readonly Column[];
	widths: readonly number[];
	part: 'head' | 'body' | 'foot';
	/** Of its part. */
	last: boolean;
	keepNext: boolean;
}

function tableRow({ cells, linked }: Row, setting: RowSetting): TableRow {
	const { part, last, keepNext } = setting;
	return new TableRow({
		...(part === 'head' && { tableHeader: true }),
		cantSplit: !cells.some(isLong),
		...(keepNext && { keepNext }),
		children: cells.map((cell, i) => tableCell(cell, i, setting, { heavy: last && part !== 'foot', linked })),
	});
}

function tableCell(
	cell: Cell,
	at: number,
	{ writing, columns, widths, part }: RowSetting,
	{ heavy, linked }: { heavy: boolean; linked: true | undefined },
): TableCell {
	const number = columns[at]?.kind === 'number' && at > 0;
	const width = widths.slice(at, at + (cell.colspan ?? 1)).reduce((sum, one) => sum + one, 0);
	const children = blocksDocx(cell.blocks, {
		...writing,
		style: number ? STYLE.number : STYLE.cell,
		width: Math.max(300, width - 140),
		...(part !== 'body' && { bold: true }),
		...(cell.lang !== undefined && { lang: cell.lang }),
	});
	// A cell ends with a paragraph, and has one.
	if (children.length === 0 || children.at(-1) instanceof Table)
		children.push(new Paragraph({ style: STYLE.cell }));
	return new TableCell({
		children,
		width: { size: width, type: WidthType.DXA },
		...(cell.colspan !== undefined && { columnSpan: cell.colspan }),
		...(cell.rowspan !== undefined && { rowSpan: cell.rowspan }),
		...(heavy && part === 'head' && { borders: { bottom: HEAVY } }),
		...(part === 'foot' && { borders: { top: HEAVY } }),
		...(linked && { shading: { type: ShadingType.CLEAR, fill: GROUND, color: 'auto' } }),
	});
}
