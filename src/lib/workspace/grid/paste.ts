/**
 * What pasting a column or a block would do, row by row, before anything is done: which rows get what, and which
 * lines cannot be used and why. A line is used whole or not at all.
 */
import type { Score } from '#document/values.ts';
import { COLUMNS, isEntryColumn, type CellPlace, type EntryColumn } from './columns.ts';
import { enter, giveReason, parseConfidence, parseInstead, type EntryFault } from './entry.ts';

export interface PasteRow {
	subquestionId: string;
	/** Whole points. */
	max: number;
	score: Score | undefined;
	/** Whether my score may be changed now. */
	open: boolean;
}

export type LineFault =
	| { why: EntryFault; column: EntryColumn }
	/** Handed in, not revealed to write in, wrong phase: the row takes nothing. */
	| { why: 'locked' }
	/** Beyond the last row. */
	| { why: 'no-row' }
	/** More cells than there are columns to the right. */
	| { why: 'too-wide' }
	/** A number that is no subquestion's, among numbers that are. */
	| { why: 'unknown-number'; number: string }
	| { why: 'twice' };

export type PasteLine = {
	/** Of the pasted text, from 1. */
	line: number;
	cells: readonly string[];
	subquestionId: string | undefined;
} & (
	| { outcome: 'set'; before: Score | undefined; after: Score | undefined }
	/** Says what the row has already. */
	| { outcome: 'same' }
	/** Nothing in it: the row stays as it is. A pasted blank takes nothing away. */
	| { outcome: 'empty' }
	| { outcome: 'heading' }
	| { outcome: 'unusable'; fault: LineFault }
);

export interface PastePlan {
	/** Whether the first pasted column named the subquestions, so that rows went by it and not by their order. */
	byNumber: boolean;
	lines: PasteLine[];
	changes: { subquestionId: string; before: Score | undefined; after: Score | undefined }[];
	unusable: number;
}

/** `at`: the cell that the first pasted cell lands in. */
export function planPaste(
	table: readonly (readonly string[])[],
	at: CellPlace,
	rows: readonly PasteRow[],
): PastePlan {
	const numbers = new Map(rows.map((row, index) => [row.subquestionId, index]));
	const byNumber = namesRows(table, numbers);
	const firstColumn = byNumber ? COLUMNS.indexOf('points') : at.column;
	const offset = byNumber ? firstEntry(table, rows, numbers) : 0;
	let next = at.row;
	const seen = new Set<string>();
	const lines = table.map((cells, index): PasteLine => {
		const base = { line: index + 1, cells };
		const entries = cells.slice(offset);
		if (isHeading(cells, index, table.length))
			return { ...base, subquestionId: undefined, outcome: 'heading' };
		const number = numberOf(cells[0]);
		const rowIndex = byNumber ? numbers.get(number) : next++;
		const row = rowIndex === undefined ? undefined : rows[rowIndex];
		if (entries.every((cell) => cell.trim() === ''))
			return { ...base, subquestionId: row?.subquestionId, outcome: 'empty' };
		const refuse = (fault: LineFault): PasteLine => ({
			...base,
			subquestionId: row?.subquestionId,
			outcome: 'unusable',
			fault,
		});
		if (!row) return refuse(byNumber ? { why: 'unknown-number', number } : { why: 'no-row' });
		if (seen.has(row.subquestionId)) return refuse({ why: 'twice' });
		seen.add(row.subquestionId);
		if (!row.open) return refuse({ why: 'locked' });
		const result = readLine(entries, firstColumn, row);
		if (!result.ok) return refuse(result.fault);
		const { subquestionId, score: before } = row;
		if (JSON.stringify(before) === JSON.stringify(result.score))
			return { ...base, subquestionId, outcome: 'same' };
		return { ...base, subquestionId, outcome: 'set', before, after: result.score };
	});
	return {
		byNumber,
		lines,
		changes: lines.flatMap((line) =>
			line.outcome === 'set' && line.subquestionId !== undefined
				? [{ subquestionId: line.subquestionId, before: line.before, after: line.after }]
				: [],
		),
		unusable: lines.filter(({ outcome }) => outcome === 'unusable').length,
	};
}

/** `1.4`; a Swedish spreadsheet may have made it the number 1,4. */
const numberOf = (cell: string | undefined): string => (cell ?? '').trim().replace(',', '.');

/**
 * Whether the first column names subquestions: there is something beside it, no number comes twice, and all but
 * headings and sums (lines without a digit first) are known. Otherwise 1.1 might as well be a score.
 */
function namesRows(table: readonly (readonly string[])[], numbers: ReadonlyMap<string, number>): boolean {
	const named = table
		.filter((cells) => cells.length > 1 && /\d/.test(cells[0] ?? ''))
		.map((cells) => numberOf(cells[0]));
	const known = named.filter((number) => numbers.has(number));
	return (
		known.length >= 2 &&
		new Set(known).size === known.length &&
		known.length * 2 > named.length &&
		table.every((cells) => cells.length > 1 || cells[0]?.trim() === '')
	);
}

/** After the numbers, columns that only describe the subquestions are passed over: their words, their maximum. */
function firstEntry(
	table: readonly (readonly string[])[],
	rows: readonly PasteRow[],
	numbers: ReadonlyMap<string, number>,
): number {
	const known = table.flatMap((cells) => {
		const row = rows[numbers.get(numberOf(cells[0])) ?? -1];
		return row ? [{ cells, row }] : [];
	});
	const width = Math.max(...known.map(({ cells }) => cells.length));
	const isNumber = (cell: string): boolean => /^[\s\d.,+−–-]+$/.test(cell);
	for (let column = 1; column < width - 1; column += 1) {
		const cells = known.map((line) => ({ cell: line.cells[column]?.trim() ?? '', max: line.row.max }));
		const maxima = cells.every(({ cell, max }) => cell === String(max));
		const words = cells.every(({ cell }) => cell !== '' && !isNumber(cell) && !parseInstead(cell));
		if (!maxima && !words) return column;
	}
	return width - 1;
}

/** A first line without any digit, or any word that could be an answer, stands above what it names. */
const isHeading = (cells: readonly string[], index: number, lines: number): boolean =>
	index === 0 &&
	lines > 1 &&
	cells.some((cell) => cell.trim() !== '') &&
	cells.every((cell) => !/\d/.test(cell) && !parseInstead(cell) && !parseConfidence(cell)) &&
	cells.every((cell) => cell.length <= 40);

type ReadLine = { ok: true; score: Score | undefined } | { ok: false; fault: LineFault };

/** Cells from left to right, each on what the ones before it made of the row; empty cells leave theirs alone. */
function readLine(cells: readonly string[], firstColumn: number, row: PasteRow): ReadLine {
	let score = row.score;
	const entries: { column: EntryColumn; text: string }[] = [];
	for (const [index, text] of cells.entries()) {
		if (text.trim() === '') continue;
		const column = COLUMNS[firstColumn + index];
		if (column === undefined) return { ok: false, fault: { why: 'too-wide' } };
		if (isEntryColumn(column)) entries.push({ column, text });
	}
	const note = entries.find(({ column }) => column === 'note');
	const instead = entries.find(
		({ column, text }) =>
			(column === 'instead' || column === 'points') && parseInstead(text) === 'notAssessable',
	);
	// Its reason stands in the column of notes, before or after it.
	if (instead && note) {
		const rest = entries.filter((entry) => entry !== instead && entry !== note);
		const reason = giveReason(note.text);
		if (rest.length === 0)
			return reason.ok ? reason : { ok: false, fault: { why: reason.why, column: 'note' } };
	}
	for (const { column, text } of entries) {
		const entered = enter(column, text, score, row.max);
		if (!entered.ok) return { ok: false, fault: { why: entered.why, column } };
		score = entered.score;
	}
	return { ok: true, score };
}
