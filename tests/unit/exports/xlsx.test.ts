import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportXlsx } from '#server/exports/report-xlsx.ts';
import { readImport } from '#server/imports/results-reader.ts';
import { fullModel, text } from '../../support/report/full.ts';
import { printedAreas, printedSubquestions } from '../domain/fixtures/vallentuna.ts';

const sheetsOf = async (bytes: Uint8Array) =>
	(await readWorkbook(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[];

describe('another library reads', async () => {
	const bytes = await reportXlsx(fullModel(), 'sv');
	const sheets = await sheetsOf(bytes);
	const sheet = (name: string) => sheets.find((one) => one.sheet === name)?.data ?? [];

	test('one sheet a table', () => {
		expect(sheets.map((one) => one.sheet)).toEqual([
			'Poäng',
			'Områden',
			'Styrkor, förbättringar',
			'Kortfakta',
			'Förebilder',
			'Källor',
			'Om rapporten',
		]);
	});

	test('the 45 and 8 rows as published, as numbers, and 603', () => {
		const rows = sheet('Poäng');
		for (const { id, achieved, max, percent } of printedSubquestions)
			expect(rows.find(([first]) => first === id)?.slice(2, 5)).toEqual([achieved, max, percent]);
		for (const { id, achieved, max, percent } of printedAreas)
			expect(rows.find(([first]) => first === id)?.slice(2, 5)).toEqual([achieved, max, percent]);
		expect(rows.at(-1)?.slice(1, 5)).toEqual(['Totalt', 603, 800, 75]);
		expect(rows.find(([first]) => first === '1.1')?.[5]).toBe(11.2);
	});

	test('the head stays where it is', () => {
		const parts = unzipSync(new Uint8Array(bytes));
		const names = Object.keys(parts).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
		expect(names).toHaveLength(7);
		for (const name of names) expect(strFromU8(parts[name]!)).toMatch(/<pane [^>]*ySplit="1"[^>]*frozen/);
	});

	test('a comparison with its comparability', () => {
		const seven = sheet('Områden').find(([first]) => first === '7');
		expect(seven?.slice(5)).toEqual([52, 'nej', 45.6, 'ja']);
		expect(sheet('Om rapporten').flat().join(' ')).toContain('Genomsnittet ”Alla 2016–2018”: 62 kommuner');
	});
});

test.each(['sv', 'en'] as const)('the library takes the workbook as it is, in %s', async (locale) => {
	const bytes = await reportXlsx(fullModel(), locale);
	const defaults = { municipality: '0115', year: '2019' };
	const { results, faults } = await readImport({ bytes, defaults, frameworks: [KOMMUNKOMPASSEN] });
	expect(faults).toEqual([]);
	expect(results).toMatchObject([{ warnings: [], figures: { total: { achieved: 603, derived: false } } }]);
	expect(results[0]?.figures.subquestions[0]).toMatchObject({ id: '1.1', achieved: 11, exact: 1120 });
});

test('text that would run as a formula is text, in whatever cell', async () => {
	for (const start of ['=', '+', '-', '@', '\t', '\r']) {
		const hostile = `${start}cmd|' /C calc'!A0`;
		const bytes = await reportXlsx(
			fullModel(
				{
					findings: [{ id: 's', kind: 'strength', area: '1', text: text(hostile) }],
					facts: [{ id: 'f', label: hostile, value: hostile, remark: hostile, asOf: null, source: null }],
					roleModels: [
						{ id: 'r', area: '1', municipality: hostile, subquestion: null, what: hostile, source: null },
					],
				},
				hostile,
			),
			'en',
		);
		const parts = unzipSync(new Uint8Array(bytes));
		for (const [name, part] of Object.entries(parts))
			if (name.includes('worksheets')) expect(strFromU8(part)).not.toMatch(/<f[ >]/);
		const cells = (await sheetsOf(bytes))
			.flatMap(({ data }) => data.flat())
			.filter((cell) => typeof cell === 'string');
		expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
		expect(cells.filter((cell) => cell.includes("cmd|' /C calc'!A0")).length).toBeGreaterThan(6);
	}
});

test('a text longer than a cell can hold is cut and says so', async () => {
	const sheets = await sheetsOf(
		await reportXlsx(
			fullModel({
				facts: [{ id: 'f', label: 'L', value: 'x'.repeat(40_000), remark: null, asOf: null, source: null }],
			}),
			'sv',
		),
	);
	const value = String(sheets.find(({ sheet }) => sheet === 'Kortfakta')?.data[1]?.[1]);
	expect(value.length).toBeLessThan(32_767);
	expect(value.endsWith('…')).toBe(true);
});
