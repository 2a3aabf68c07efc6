/** What the toolbar speaks of. Apart from the editor, so that showing a toolbar does not fetch it. */
export type Format =
	'strong' | 'em' | 'heading' | 'subheading' | 'bulletList' | 'orderedList' | 'quote' | 'undo' | 'redo';

/** What is put in, or asked about, in a panel below the toolbar. */
export type Insert = 'link' | 'table' | 'figure' | 'reference' | 'citation';

export const TABLE_STEPS = [
	'rowBefore',
	'rowAfter',
	'columnBefore',
	'columnAfter',
	'headerRow',
	'merge',
	'split',
	'deleteRow',
	'deleteColumn',
	'delete',
] as const;
export type TableStep = (typeof TABLE_STEPS)[number];

export interface FigureWords {
	alt: string;
	source: string;
}

export interface Formats {
	/** On in the selection. */
	active: ReadonlySet<Format | Insert>;
	/** Possible in the table that the cursor is in; empty outside of tables. */
	table: ReadonlySet<TableStep>;
	/** The illustration that the cursor is in. */
	figure: FigureWords | null;
	undo: boolean;
	redo: boolean;
}

export const NO_FORMATS: Formats = {
	active: new Set(),
	table: new Set(),
	figure: null,
	undo: false,
	redo: false,
};
