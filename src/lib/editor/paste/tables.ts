/** A pasted table made regular: every row as wide as the widest, spans that stay inside. */
import type { Block, Cell } from './blocks.ts';

/** What is larger belongs in an attached file: the first rows are kept. */
const MAX_CELLS = 1_500;
const MAX_COLUMNS = 40;

export interface RegularTable {
	rows: Cell[][];
	/** Rows or columns were left out. */
	cut: boolean;
}

interface Placed {
	cell: Cell;
	x: number;
	y: number;
	colspan: number;
	rowspan: number;
}

export function regular(source: readonly (readonly Cell[])[]): RegularTable {
	const rows = source.filter((row) => row.length > 0);
	const placed = place(rows);
	// A column in which no cell begins is none: it only comes of a span that is too wide.
	const columns = [...new Set(placed.map(({ x }) => x))].sort((a, b) => a - b);
	const width = Math.min(columns.length, MAX_COLUMNS);
	const height = Math.min(rows.length, Math.floor(MAX_CELLS / Math.max(width, 1)));
	const column = (x: number) => columns.findIndex((start) => start >= x);
	const made: Cell[][] = Array.from({ length: height }, () => []);
	const filled = Array.from({ length: height }, () => 0);
	for (const { cell, x, y, colspan, rowspan } of placed) {
		const first = column(x);
		if (y >= height || first >= width) continue;
		const after = column(x + colspan);
		const wide = Math.min(after === -1 ? columns.length : after, width) - first;
		const high = Math.min(rowspan, height - y);
		made[y]!.push({ ...cell, colspan: wide, rowspan: high, blocks: inCell(cell.blocks) });
		for (let below = y; below < y + high; below += 1) filled[below]! += wide;
	}
	for (const [y, row] of made.entries())
		for (let missing = width - filled[y]!; missing > 0; missing -= 1)
			row.push({ header: row.at(-1)?.header ?? false, colspan: 1, rowspan: 1, blocks: [] });
	return { rows: made, cut: width < columns.length || height < rows.length };
}

/** Where each cell stands in the grid; a span never covers what another cell has taken. */
function place(rows: readonly (readonly Cell[])[]): Placed[] {
	const taken: boolean[][] = rows.map(() => []);
	return rows.flatMap((row, y) => {
		const line = taken[y]!;
		let x = 0;
		return row.map((cell): Placed => {
			while (line[x]) x += 1;
			let colspan = 1;
			while (colspan < cell.colspan && !line[x + colspan]) colspan += 1;
			const rowspan = Math.min(cell.rowspan, rows.length - y);
			for (const below of taken.slice(y, y + rowspan))
				for (let at = x; at < x + colspan; at += 1) below[at] = true;
			return { cell, x, y, colspan, rowspan };
		});
	});
}

/** A first row that is bold where the second is not is the table's head; what heads a table is bold as it is. */
export function withHeader(rows: readonly (readonly Cell[])[]): Cell[][] {
	const [first = [], second = []] = rows;
	const none = rows.every((row) => row.every(({ header }) => !header));
	const head = none && isBold(first) && !isBold(second);
	return rows.map((row, y) =>
		row.map((cell) => {
			const header = cell.header || (head && y === 0);
			return { ...cell, header, blocks: header ? cell.blocks.map(plain) : cell.blocks };
		}),
	);
}

function isBold(row: readonly Cell[]): boolean {
	const words = row.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'paragraph' ? block.inline : [])),
	);
	return words.length > 0 && words.every((part) => typeof part !== 'object' || part.strong === true);
}

const plain = (block: Block): Block =>
	block.kind === 'paragraph'
		? {
				...block,
				inline: block.inline.map((part) => (typeof part === 'object' ? { ...part, strong: false } : part)),
			}
		: block;

/** What a cell may hold: paragraphs and lists. */
export const inCell = (blocks: readonly Block[]): Block[] =>
	blocks.flatMap((block): Block[] => {
		switch (block.kind) {
			case 'heading':
				return [{ kind: 'paragraph', inline: block.inline }];
			case 'quote':
				return inCell(block.blocks);
			case 'table':
				return block.rows.flat().flatMap((cell) => cell.blocks);
			default:
				return [block];
		}
	});
