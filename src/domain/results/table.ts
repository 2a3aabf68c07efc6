/**
 * A table from a file, as cells of text, into entries: one per row, each still as it was written. Columns are found
 * by their names in Swedish or English, in any order; what they hold is judged elsewhere.
 */
import { readNumber, tidy } from './numbers.ts';

export const RESULT_COLUMNS = [
	'id',
	'achieved',
	'max',
	'percent',
	'municipality',
	'year',
	'framework',
] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];

/** One row as written; a column that the file does not have is ''. */
export type Entry = Record<ResultColumn, string> & {
	/** As a spreadsheet counts, the header being row 1; in JSON, the place in the list. */
	row: number;
	/** The unrounded score where it comes beside the printed one. */
	points: string;
};

export type TableProblem =
	| { why: 'empty' }
	| { why: 'columns'; missing: 'id' | 'achieved' }
	| { why: 'width'; row: number; found: number; expected: number };

const NAMES: Record<ResultColumn | 'points', readonly string[]> = {
	id: ['id', 'nr', 'nummer', 'number', 'no.', 'delfråga', 'subquestion', 'fråga', 'område', 'area', 'rubrik'],
	achieved: ['achieved', 'uppnått', 'uppnådd', 'uppnådda', 'poäng', 'resultat', 'score', 'result'],
	points: ['points', 'exact', 'oavrundat', 'unrounded'],
	max: ['max', 'maxpoäng', 'maximum', 'maximalt'],
	percent: ['percent', 'procent', '%', 'andel', 'share'],
	municipality: ['municipality', 'municipalitycode', 'kommun', 'kommunkod', 'kommunnamn', 'code', 'kod'],
	year: ['year', 'år', 'årtal'],
	framework: ['framework', 'frameworkid', 'ramverk', 'version', 'frameworkversion', 'ramverksversion'],
};

const columnOf = (title: string): ResultColumn | 'points' | undefined => {
	const plain = tidy(title)
		.toLocaleLowerCase('sv')
		.replace(/[ _()-]/g, '');
	return ([...RESULT_COLUMNS, 'points'] as const).find((column) => NAMES[column].includes(plain));
};

const isEmptyRow = (cells: readonly string[]): boolean => cells.every((cell) => tidy(cell) === '');

/** `cells`: row by row, the first being row 1 of the file. Empty rows are passed over and still counted. */
export function readTable(cells: readonly (readonly string[])[]): {
	entries: Entry[];
	problems: TableProblem[];
} {
	const head = cells.findIndex((row) => !isEmptyRow(row));
	const titles = cells[head];
	if (!titles) return { entries: [], problems: [{ why: 'empty' }] };
	const columns = titles.map(columnOf);
	// A file of exact scores alone has no column of printed ones.
	const scores = columns.includes('achieved') ? 'achieved' : 'points';
	if (!columns.includes('id')) return { entries: [], problems: [{ why: 'columns', missing: 'id' }] };
	if (!columns.includes(scores)) return { entries: [], problems: [{ why: 'columns', missing: 'achieved' }] };
	// A row that sums up has no number of its own: what it is called then stands in the next column that names the row.
	const ids = columns.flatMap((column, at) => (column === 'id' ? [at] : []));
	const width = titles.length - [...titles].reverse().findIndex((title) => tidy(title) !== '');

	const problems: TableProblem[] = [];
	const entries: Entry[] = [];
	for (const [at, row] of cells.entries()) {
		if (at <= head || isEmptyRow(row)) continue;
		if (row.slice(width).some((cell) => tidy(cell) !== '')) {
			problems.push({ why: 'width', row: at + 1, found: row.length, expected: width });
			continue;
		}
		const cell = (column: ResultColumn | 'points'): string => tidy(row[columns.indexOf(column)] ?? '');
		entries.push({
			row: at + 1,
			id: ids.map((column) => tidy(row[column] ?? '')).find((text) => text !== '') ?? '',
			achieved: columns.includes('achieved') ? cell('achieved') : '',
			points: columns.includes('points') ? cell('points') : '',
			max: columns.includes('max') ? cell('max') : '',
			percent: columns.includes('percent') ? cell('percent') : '',
			municipality: columns.includes('municipality') ? cell('municipality') : '',
			year: columns.includes('year') ? cell('year') : '',
			framework: columns.includes('framework') ? cell('framework') : '',
		});
	}
	if (entries.length === 0 && problems.length === 0) return { entries, problems: [{ why: 'empty' }] };
	return { entries: sharesAsPercent(entries), problems };
}

/**
 * A spreadsheet keeps 75 % as 0.75 and shows the sign by format alone: where every percent of the file is at most 1
 * and one of them a fraction, they are shares.
 */
function sharesAsPercent(entries: Entry[]): Entry[] {
	const written = entries.map(({ percent }) => ({ percent, number: readNumber(percent) }));
	const numbers = written.flatMap(({ percent, number }) =>
		number.kind === 'number' ? [{ signed: percent.includes('%'), ...number }] : [],
	);
	const shares =
		numbers.some(({ decimals }) => decimals > 0) &&
		numbers.every(({ signed, hundredths }) => !signed && hundredths <= 100);
	if (!shares) return entries;
	return entries.map((entry) => ({ ...entry, percent: hundredfold(entry.percent) }));
}

/** By moving the decimal sign, so that no digit is lost: 0.746 → 74.6. */
function hundredfold(text: string): string {
	const [whole = '', decimals = ''] = text.replace(',', '.').split('.');
	if (!/^\d*$/.test(whole + decimals) || whole + decimals === '') return text;
	const moved = decimals.padEnd(2, '0');
	return `${Number(whole + moved.slice(0, 2))}.${moved.slice(2)}`;
}
