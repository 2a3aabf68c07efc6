/** Text as spreadsheets put it on the clipboard: tabs between cells, quotes around cells that hold tabs or lines. */

/** Rows of cells. The line break that ends the last row adds no row of its own. */
export function parseTable(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let at = 0;
	const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
	for (;;) {
		const { cell, end } = source[at] === '"' ? quoted(source, at) : bare(source, at);
		row.push(cell);
		at = end + 1;
		if (source[end] === '\t') continue;
		rows.push(row);
		if (end >= source.length) return rows;
		row = [];
	}
}

function bare(source: string, start: number): { cell: string; end: number } {
	let end = start;
	while (end < source.length && source[end] !== '\t' && source[end] !== '\n') end += 1;
	return { cell: source.slice(start, end), end };
}

/** A quote inside is doubled. A cell that only begins with a quote and never closes it is meant as it stands. */
function quoted(source: string, start: number): { cell: string; end: number } {
	let cell = '';
	let at = start + 1;
	while (at < source.length) {
		if (source[at] !== '"') cell += source[at];
		else if (source[at + 1] === '"') {
			cell += '"';
			at += 1;
		} else {
			const next = source[at + 1];
			return next === undefined || next === '\t' || next === '\n'
				? { cell, end: at + 1 }
				: bare(source, start);
		}
		at += 1;
	}
	return bare(source, start);
}

/** The other way, for copying. */
export const writeTable = (rows: readonly (readonly string[])[]): string =>
	rows
		.map((row) =>
			row.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
		)
		.join('\n');
