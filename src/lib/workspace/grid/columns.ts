/** The columns of the score grid, in their order on the screen and in what is copied and pasted. */

export const COLUMNS = ['question', 'max', 'points', 'confidence', 'note', 'instead'] as const;
export type Column = (typeof COLUMNS)[number];

/** Those that take an entry. */
export const ENTRY_COLUMNS = ['points', 'confidence', 'note', 'instead'] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];

export const isEntryColumn = (column: Column): column is EntryColumn =>
	(ENTRY_COLUMNS as readonly string[]).includes(column);

/** A cell by its place: row 0 is the framework's first subquestion, column 0 the first of `COLUMNS`. */
export interface CellPlace {
	row: number;
	column: number;
}

export const columnAt = ({ column }: CellPlace): Column => COLUMNS[column] ?? 'question';

export const FIRST_ENTRY_COLUMN = COLUMNS.indexOf('points');
