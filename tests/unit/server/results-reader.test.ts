import { expect, test } from 'vitest';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { MUNICIPALITIES } from '#domain/municipalities/municipalities.ts';
import { readImport, readInTurn } from '#server/imports/results-reader.ts';

const frameworks = [KOMMUNKOMPASSEN];
/** Larger than what is read without a thread. */
const large = [
	'municipality,year,id,points',
	...MUNICIPALITIES.flatMap(({ code }) =>
		allSubquestions(KOMMUNKOMPASSEN).map(({ id, max }) => `${code},2018,${id},${max / 2}`),
	),
].join('\n');

const refusal = (call: Promise<unknown>): Promise<string> =>
	call.then(
		() => 'taken',
		(error: { status: number; code: string }) => `${error.status} ${error.code}`,
	);

test('a large file is read in a thread of its own, with the same outcome as a small one', async () => {
	const { results, faults } = await readInTurn({ bytes: strToU8(large), defaults: {}, frameworks });
	expect(faults).toEqual([]);
	expect(results).toHaveLength(290);
	expect(results.every(({ figures }) => figures.total.achieved !== null)).toBe(true);
	const wrong = `${large}\n0115,2018,9.9,1`;
	const named = await readInTurn({ bytes: strToU8(wrong), defaults: {}, frameworks });
	expect(named.faults).toMatchObject([{ row: 290 * 45 + 2, column: 'id', code: 'resultIdUnknown' }]);
});

test('what the thread refuses is refused as anywhere', async () => {
	const bytes = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<') });
	expect(await refusal(readInTurn({ bytes, defaults: {}, frameworks }))).toBe('422 resultFileBroken');
	const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40_000_000) }, { level: 1 });
	expect(await refusal(readInTurn({ bytes: bomb, defaults: {}, frameworks }))).toBe('422 resultFileUnpacks');
});

test('only so many large files are read at once; the next is asked to come again', async () => {
	const call = () => refusal(readInTurn({ bytes: strToU8(large), defaults: {}, frameworks }));
	const outcomes = await Promise.all([call(), call(), call()]);
	expect(outcomes.sort()).toEqual(['429 uploadsBusy', 'taken', 'taken']);
	expect(await call()).toBe('taken');
});

/** A workbook as a spreadsheet saves it, the points of 1.2 being this cell. */
async function workbookWith(type: string, inside: string): Promise<Uint8Array> {
	const rows = [
		['id', 'achieved'],
		['1.1', 11],
		['1.2', 12345],
	];
	const cells = rows.map((row) =>
		row.map((value) => (typeof value === 'number' ? { type: Number, value } : { value })),
	);
	const parts = unzipSync(new Uint8Array(await writeWorkbook(cells as never).toBuffer()));
	const name = Object.keys(parts).find((part) => /worksheets\/sheet1\.xml$/.test(part))!;
	const sheet = strFromU8(parts[name]!);
	const changed = sheet.replace(
		/<c\b([^>]*)>\s*<v>12345<\/v>\s*<\/c>/,
		(_, attributes: string) => `<c${attributes.replace(/\st="\w+"/, '')}${type}>${inside}</c>`,
	);
	expect(changed).not.toBe(sheet);
	return zipSync({ ...parts, [name]: strToU8(changed) });
}

const defaults = { municipality: '0115', year: '2018' };
const readCell = async (type: string, inside: string) =>
	readImport({ bytes: await workbookWith(type, inside), defaults, frameworks });

test.each([
	['an error', ' t="e"', '<f>1/0</f><v>#DIV/0!</v>', '#DIV/0!'],
	['a formula that was never calculated', '', '<f>B2*2</f>', '=B2*2'],
	['one whose value is left open', '', '<f>B2*2</f><v></v>', '=B2*2'],
	['one whose value is left out', '', '<f>B2*2</f><v/>', '=B2*2'],
	['a shared formula without a value', ' t="str"', '<f t="shared" si="0"/>', '='],
	['yes or no', ' t="b"', '<v>1</v>', 'true'],
])(
	'a cell of a workbook with %s is named by its row, not taken for an empty one',
	async (_, type, inside, text) => {
		const { results, faults } = await readCell(type, inside);
		expect(results).toEqual([]);
		expect(faults).toEqual([
			{ row: 3, column: 'achieved', code: 'resultNotNumber', params: { id: '1.2', text } },
		]);
	},
);

test('a formula counts by the value it was saved with, also where that is no text', async () => {
	const calculated = await readCell('', '<f>B2+6</f><v>17</v>');
	expect(calculated.results[0]?.figures.subquestions).toMatchObject([{ achieved: 11 }, { achieved: 17 }]);
	const empty = await readCell(' t="str"', '<f>IF(B2=0,B2,"")</f><v></v>');
	expect(empty.results[0]?.figures.subquestions).toMatchObject([{ achieved: 11 }, { achieved: null }]);
});
