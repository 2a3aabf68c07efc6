import { describe, expect, test } from 'vitest';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { ArchiveFault, unpack } from '#server/imports/archive.ts';
import { decode, readDelimited } from '#server/imports/delimited.ts';
import { readWorkbook, WorkbookFault } from '#server/imports/workbook.ts';

const BOUNDS = { unpacked: 1_000_000, entries: 20 };
const every = () => true;

const why = async (call: Promise<unknown>): Promise<string> => {
	try {
		await call;
	} catch (error) {
		if (error instanceof ArchiveFault || error instanceof WorkbookFault) return error.why;
		throw error;
	}
	return 'taken';
};

/** The declared sizes of all entries, in the directory and before the data, replaced by this one. */
function declaring(archive: Uint8Array, size: number): Uint8Array {
	const forged = Buffer.from(archive);
	for (let at = 0; at + 4 <= forged.length; at++) {
		const signature = forged.readUInt32LE(at);
		if (signature === 0x02014b50) forged.writeUInt32LE(size, at + 24);
		if (signature === 0x04034b50) forged.writeUInt32LE(size, at + 22);
	}
	return forged;
}

describe('an archive from outside', () => {
	test('is unpacked, deflated or stored', async () => {
		for (const level of [0, 6] as const) {
			const archive = zipSync({ 'a.xml': strToU8('å'.repeat(1000)), 'b.bin': strToU8('x') }, { level });
			const parts = await unpack(archive, BOUNDS, (name) => name.endsWith('.xml'));
			expect([...parts.keys()]).toEqual(['a.xml']);
			expect(Buffer.from(parts.get('a.xml')!).toString()).toBe('å'.repeat(1000));
		}
	});

	test('that declares to be too large is refused before a byte is unpacked', async () => {
		const bomb = zipSync({ 'a.xml': new Uint8Array(5_000_000) });
		expect(bomb.length).toBeLessThan(10_000);
		expect(await why(unpack(bomb, BOUNDS, every))).toBe('too-large');
	});

	test('that lies about its size is stopped while it unpacks', async () => {
		const bomb = declaring(zipSync({ 'a.xml': new Uint8Array(5_000_000) }), 10);
		expect(await why(unpack(bomb, BOUNDS, every))).toBe('too-large');
		const small = declaring(zipSync({ 'a.xml': new Uint8Array(5_000) }), 10);
		expect(await why(unpack(small, BOUNDS, every))).toBe('broken');
	});

	test('with too many entries, or the same one twice over, is refused', async () => {
		const many: Zippable = Object.fromEntries(
			Array.from({ length: 30 }, (_, n) => [`${n}.xml`, strToU8('x')]),
		);
		expect(await why(unpack(zipSync(many), BOUNDS, every))).toBe('too-large');
	});

	test('that is cut off, empty or none at all is broken, wherever it is cut', async () => {
		const whole = zipSync({ 'a.xml': strToU8('x'.repeat(200)), 'b.xml': strToU8('y') });
		for (let length = 0; length < whole.length; length += 7)
			expect(await why(unpack(whole.slice(0, length), BOUNDS, every))).toBe('broken');
		expect(await why(unpack(strToU8('PK, but no archive'), BOUNDS, every))).toBe('broken');
	});
});

describe('a workbook from outside', () => {
	const sheet = (rows: string) => ({
		'[Content_Types].xml': strToU8(
			'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
		),
		'xl/workbook.xml': strToU8(
			'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
		),
		'xl/_rels/workbook.xml.rels': strToU8(
			'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
		),
		'xl/worksheets/sheet1.xml': strToU8(
			`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
		),
	});
	const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

	test('is read as cells of text, numbers without the noise of their storage', async () => {
		const rows = `<row r="1">${cell('A1', 'id')}${cell('B1', 'poäng')}</row><row r="3">${cell('A3', '1.1')}<c r="B3"><v>11.200000000000001</v></c></row>`;
		expect(await readWorkbook(zipSync(sheet(rows)))).toEqual([
			['id', 'poäng'],
			['', ''],
			['1.1', '11.2'],
		]);
	});

	test.each(['XFD1', 'A1048576', 'ZZ9'])('with a cell at %s is not filled up to there', async (at) => {
		const row = /\d+/.exec(at)![0];
		const rows = `<row r="${row}">${cell(at, 'x')}</row>`;
		expect(await why(readWorkbook(zipSync(sheet(rows))))).toBe('too-wide');
	});

	test('that is another archive, or whose sheet is no XML, is broken', async () => {
		expect(await why(readWorkbook(zipSync({ 'a.txt': strToU8('x') })))).toBe('broken');
		expect(await why(readWorkbook(zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<') })))).toBe('broken');
		const cut = { ...sheet(''), 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row') };
		expect(['broken', 'taken']).toContain(await why(readWorkbook(zipSync(cut))));
	});
});

describe('a text file from outside', () => {
	const cells = (text: string) => {
		const read = readDelimited(text);
		return read.ok ? read.cells : `line ${read.line}`;
	};

	test.each([',', ';', '\t'])('is separated by %j where its first line is', (delimiter) => {
		expect(cells(['a', 'b'].join(delimiter) + '\n' + ['1', '2'].join(delimiter))).toEqual([
			['a', 'b'],
			['1', '2'],
		]);
	});

	test.each([',', ';', '\t'])('is separated by %j where a line before the first says so', (delimiter) => {
		expect(cells(`sep=${delimiter}\r\n"a,b;c\td"${delimiter}1`)).toEqual([[''], ['a,b;c\td', '1']]);
	});

	test('keeps commas in quotation marks, empty lines and rows of other lengths', () => {
		expect(cells('id,poäng\r\n\r\n1.1,"11,25"\r\n1.2')).toEqual([
			['id', 'poäng'],
			[''],
			['1.1', '11,25'],
			['1.2'],
		]);
	});

	test('says where a quotation mark stays open', () => {
		expect(cells('id,poäng\n1.1,"11\n1.2,12\n')).toMatch(/^line \d+$/);
	});

	test('is read as UTF-8 with or without mark, as UTF-16, and as what Windows wrote', () => {
		const text = 'kommun;år\nÖrebro;2017';
		expect(decode(Buffer.from(text))).toBe(text);
		expect(decode(Buffer.from(`\uFEFF${text}`))).toBe(text);
		expect(decode(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text);
		expect(decode(Buffer.from(text, 'latin1'))).toBe(text);
	});
});
