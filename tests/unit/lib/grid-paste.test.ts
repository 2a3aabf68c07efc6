import { describe, expect, test } from 'vitest';
import type { Score } from '#document/values.ts';
import { COLUMNS } from '#lib/workspace/grid/columns.ts';
import { planPaste, type PasteRow } from '#lib/workspace/grid/paste.ts';
import { parseTable, writeTable } from '#lib/workspace/grid/tabular-text.ts';

const row = (subquestionId: string, more: Partial<PasteRow> = {}): PasteRow => ({
	subquestionId,
	max: 20,
	score: undefined,
	open: true,
	...more,
});
const rows = ['1.1', '1.2', '1.3', '2.1'].map((id) => row(id));
const points = COLUMNS.indexOf('points');
const plan = (text: string, at = { row: 0, column: points }, on: readonly PasteRow[] = rows) =>
	planPaste(parseTable(text), at, on);
const given = (result: ReturnType<typeof plan>): Record<string, Score | undefined> =>
	Object.fromEntries(result.changes.map(({ subquestionId, after }) => [subquestionId, after]));
const faults = (result: ReturnType<typeof plan>): unknown[] =>
	result.lines.flatMap((line) => (line.outcome === 'unusable' ? [[line.line, line.fault]] : []));

describe('the clipboard of a spreadsheet', () => {
	test('cells part at tabs, rows at any line break, and the last break adds no row', () => {
		expect(parseTable('1\t2\r\n3\t4\r\n')).toEqual([
			['1', '2'],
			['3', '4'],
		]);
		expect(parseTable('12')).toEqual([['12']]);
		expect(parseTable('1\n\n3')).toEqual([['1'], [''], ['3']]);
	});

	test('a quoted cell keeps its tabs, line breaks and quotes', () => {
		expect(parseTable('12\t"Två\nrader, ""citat"" och\ttabb"\n13\tkort')).toEqual([
			['12', 'Två\nrader, "citat" och\ttabb'],
			['13', 'kort'],
		]);
	});

	test('a cell that merely begins with a quote is meant as it stands', () => {
		expect(parseTable('"bra" sa de\t1')).toEqual([['"bra" sa de', '1']]);
		expect(parseTable('"aldrig slut\t1')).toEqual([['"aldrig slut', '1']]);
	});

	test('what is copied can be pasted again', () => {
		const cells = [
			['12,5', 'hög', 'Två\nrader "så"'],
			['', '', 'tabb\there'],
		];
		expect(parseTable(writeTable(cells))).toEqual(cells);
	});
});

describe('pasting into the grid', () => {
	test('a column with decimal commas and points goes down from the cell', () => {
		expect(given(plan('12,5\n7.25', { row: 1, column: points }))).toEqual({
			'1.2': { points: 12.5 },
			'1.3': { points: 7.25 },
		});
	});

	test('a block fills points, confidence and note', () => {
		expect(given(plan('12\thög\tTvå intervjuer\n0\t\tIngen webb'))).toEqual({
			'1.1': { points: 12, confidence: 'high', note: 'Två intervjuer' },
			'1.2': { points: 0, note: 'Ingen webb' },
		});
	});

	test('an empty cell takes nothing away', () => {
		const scored = [row('1.1', { score: { points: 3, confidence: 'low' } }), row('1.2')];
		const result = plan('\n4', undefined, scored);
		expect(given(result)).toEqual({ '1.2': { points: 4 } });
		expect(result.lines[0]?.outcome).toBe('empty');
		expect(given(plan('5\t\t', undefined, scored))).toEqual({ '1.1': { points: 5, confidence: 'low' } });
	});

	test('what cannot be used is named line by line, and the line is left out whole', () => {
		const result = plan('25\thög\nabc\n12\tkanske\n1,125\n9', { row: 0, column: points }, rows);
		expect(faults(result)).toEqual([
			[1, { why: 'above-max', column: 'points' }],
			[2, { why: 'not-a-number', column: 'points' }],
			[3, { why: 'no-confidence', column: 'confidence' }],
			[4, { why: 'too-many-decimals', column: 'points' }],
			[5, { why: 'no-row' }],
		]);
		expect(result.changes).toEqual([]);
		expect(result.unusable).toBe(5);
	});

	test('a locked row takes nothing and the rows after it keep their places', () => {
		const locked = [row('1.1'), row('1.2', { open: false }), row('1.3')];
		const result = plan('1\n2\n3', undefined, locked);
		expect(given(result)).toEqual({ '1.1': { points: 1 }, '1.3': { points: 3 } });
		expect(faults(result)).toEqual([[2, { why: 'locked' }]]);
	});

	test('a heading shifts nothing', () => {
		const result = plan('Poäng\tSäkerhet\n12\tm\n13\th');
		expect(result.lines[0]?.outcome).toBe('heading');
		expect(given(result)).toEqual({
			'1.1': { points: 12, confidence: 'medium' },
			'1.2': { points: 13, confidence: 'high' },
		});
	});

	test('a first column of subquestion numbers decides the rows, in whatever order they come', () => {
		const result = plan('Fråga\tPoäng\n2.1\t4\nSumma\t\n1,1\t12,5', { row: 2, column: 0 });
		expect(result.byNumber).toBe(true);
		expect(given(result)).toEqual({ '2.1': { points: 4 }, '1.1': { points: 12.5 } });
	});

	test('beside the numbers, words and maxima of the subquestions are passed over', () => {
		const text =
			'Nr\tFråga\tMax\tPoäng\n1.1\tFinns mål?\t20\t12\n1.2\tFöljs de upp?\t20\t20\n1.3\tVarför\t20\t';
		expect(given(plan(text))).toEqual({ '1.1': { points: 12 }, '1.2': { points: 20 } });
	});

	test('a number that no subquestion has is named', () => {
		const result = plan('1.1\t4\n1.2\t5\n9.9\t6');
		expect(faults(result)).toEqual([[3, { why: 'unknown-number', number: '9.9' }]]);
		expect(given(result)).toEqual({ '1.1': { points: 4 }, '1.2': { points: 5 } });
	});

	test('a lone column of points that look like subquestion numbers is points', () => {
		const result = plan('1.1\n1.2\n2.1');
		expect(result.byNumber).toBe(false);
		expect(given(result)).toEqual({ '1.1': { points: 1.1 }, '1.2': { points: 1.2 }, '1.3': { points: 2.1 } });
	});

	test('not assessable needs its reason in the column of notes; abstaining needs none', () => {
		expect(given(plan('e.b.\t\tInget underlag\navstår'))).toEqual({
			'1.1': { notAssessable: 'Inget underlag' },
			'1.2': { abstain: true },
		});
		expect(faults(plan('e.b.\n3'))).toEqual([[1, { why: 'no-reason', column: 'points' }]]);
		expect(faults(plan('\thög\n3'))).toEqual([[1, { why: 'no-points', column: 'confidence' }]]);
	});

	test('pasting what is there already changes nothing', () => {
		const result = plan('3', undefined, [row('1.1', { score: { points: 3 } })]);
		expect(result.lines[0]?.outcome).toBe('same');
		expect(result.changes).toEqual([]);
	});

	test('cells beyond the last column are refused, not dropped', () => {
		expect(faults(plan('a\t2', { row: 0, column: COLUMNS.length - 1 }))).toEqual([[1, { why: 'too-wide' }]]);
	});
});
