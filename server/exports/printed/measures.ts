/** How large parts of the report are, as far as it decides where a page may break. */
import { everyBlock, type Cell, type Table } from './blocks.ts';

/** Letters in a cell that could stand higher than a page: it may then go on on the next one. */
const LONG_CELL = 1200;
/** Rows and letters of a table that surely fit on one page together. */
const SMALL = { rows: 14, letters: 1800 };
/** A line that ends early takes room as well. */
const LINE = 60;

export function lettersIn({ blocks }: Pick<Cell, 'blocks'>): number {
	let letters = 0;
	for (const block of everyBlock(blocks)) {
		// A picture or a table inside may be high whatever it says.
		if (block.kind === 'picture' || block.kind === 'table') return Infinity;
		if (block.kind === 'code') letters += block.text.length + LINE * block.text.split('\n').length;
		if (block.kind === 'paragraph' || block.kind === 'heading')
			for (const inline of block.text) letters += 'text' in inline ? inline.text.length : LINE;
	}
	return letters;
}

export const isLong = (cell: Cell): boolean => lettersIn(cell) > LONG_CELL;

/** A table small enough to be moved to the next page rather than torn. */
export function staysWhole({ head, body, foot }: Table): boolean {
	const rows = [...head, ...body, ...foot];
	const letters = rows.reduce(
		(sum, { cells }) => sum + cells.reduce((row, cell) => row + lettersIn(cell), 0),
		0,
	);
	return rows.length <= SMALL.rows && letters <= SMALL.letters;
}
