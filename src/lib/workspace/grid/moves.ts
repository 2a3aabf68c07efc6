/** Where a key leads in the grid. Pure: cell and key in, cell out. */
import { COLUMNS, FIRST_ENTRY_COLUMN, type CellPlace } from './columns.ts';

export interface Extent {
	/** Number of rows, at least one. */
	rows: number;
	/** The first row of each area, ascending; Ctrl with an arrow goes from one to the next. */
	areaStarts: readonly number[];
}

const PAGE_ROWS = 10;
const LAST_COLUMN = COLUMNS.length - 1;

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/** Arrows, Home, End, PageUp, PageDown, with Ctrl where it changes them. Undefined: no key that moves. */
export function move(
	{ row, column }: CellPlace,
	{ key, ctrl }: { key: string; ctrl: boolean },
	{ rows, areaStarts }: Extent,
): CellPlace | undefined {
	const last = rows - 1;
	switch (key) {
		case 'ArrowLeft':
			return { row, column: ctrl ? 0 : within(column - 1, LAST_COLUMN) };
		case 'ArrowRight':
			return { row, column: ctrl ? LAST_COLUMN : within(column + 1, LAST_COLUMN) };
		case 'ArrowUp':
			return {
				row: ctrl ? (areaStarts.findLast((start) => start < row) ?? 0) : within(row - 1, last),
				column,
			};
		case 'ArrowDown':
			return {
				row: ctrl ? (areaStarts.find((start) => start > row) ?? last) : within(row + 1, last),
				column,
			};
		case 'Home':
			return { row: ctrl ? 0 : row, column: 0 };
		case 'End':
			return { row: ctrl ? last : row, column: LAST_COLUMN };
		case 'PageUp':
			return { row: within(row - PAGE_ROWS, last), column };
		case 'PageDown':
			return { row: within(row + PAGE_ROWS, last), column };
		default:
			return undefined;
	}
}

/** Tab: the next cell that takes an entry, on to the next row. Undefined: the grid ends here. */
export function tab({ row, column }: CellPlace, back: boolean, rows: number): CellPlace | undefined {
	if (back)
		return column > FIRST_ENTRY_COLUMN
			? { row, column: column - 1 }
			: row > 0
				? { row: row - 1, column: LAST_COLUMN }
				: undefined;
	if (column < LAST_COLUMN) return { row, column: Math.max(column + 1, FIRST_ENTRY_COLUMN) };
	return row < rows - 1 ? { row: row + 1, column: FIRST_ENTRY_COLUMN } : undefined;
}

export interface Range {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

/** The rectangle between two cells, both included. */
export const rangeOf = (a: CellPlace, b: CellPlace): Range => ({
	top: Math.min(a.row, b.row),
	bottom: Math.max(a.row, b.row),
	left: Math.min(a.column, b.column),
	right: Math.max(a.column, b.column),
});

export const inRange = ({ top, bottom, left, right }: Range, { row, column }: CellPlace): boolean =>
	row >= top && row <= bottom && column >= left && column <= right;
