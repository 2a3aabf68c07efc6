import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportDocx } from '#server/exports/docx/report-docx.ts';
import { printedReport } from '#server/exports/printed/printed-report.ts';
import { fullModel, pictures } from '../../support/report/full.ts';
import { printedAreas, printedSubquestions } from '../domain/fixtures/vallentuna.ts';

const rendered = async (locale: 'sv' | 'en') => {
	const bytes = await reportDocx(printedReport(fullModel(), locale), pictures);
	const parts = unzipSync(new Uint8Array(bytes));
	const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
	const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
	return { names: Object.keys(parts), part, html: value, messages };
};
let word: Awaited<ReturnType<typeof rendered>>;
beforeAll(async () => {
	word = await rendered('sv');
});

const words = (html: string): string =>
	html
		.replace(/<[^>]+>/g, ' ')
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ')
		.trim();
const rows = (html: string): string[][] =>
	[...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
		[...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => words(cell)),
	);

describe('another library reads', () => {
	test('headings in the order of the published report', () => {
		const headings = [...word.html.matchAll(/<h([1-6])>(.*?)<\/h\1>/gs)].map(([, level, inner = '']) => [
			Number(level),
			words(inner),
		]);
		const first = headings.filter(([level]) => level === 1).map(([, text]) => text);
		expect(first.slice(-7)).toEqual([
			'Vad är Kommunkompassen?',
			'Vallentuna i förhållande till Kommunkompassen',
			'Detaljerad genomgång per område',
			'Översikt av poängfördelning',
			'Kortfakta',
			'Förebilder',
			'Källor',
		]);
		expect(headings.filter(([level, text]) => level === 2 && /^Område \d/.test(String(text)))).toHaveLength(
			8,
		);
	});

	test('the 45 and 8 rows as published, and 603', () => {
		const all = rows(word.html);
		for (const { id, achieved, max, percent } of printedSubquestions) {
			const found = all.find(([label]) => label?.startsWith(`${id} `));
			expect(found?.slice(1)).toEqual([String(achieved), String(max), `${percent} %`]);
		}
		const sums = all.filter(([label]) => label === 'Summa').map((cells) => cells.slice(1).join(' '));
		expect(sums).toEqual([
			...printedAreas.map(({ achieved, percent }) => `${achieved} 100 ${percent} %`),
			'603 800 75 %',
		]);
	});

	test('a linked pair in one row, facts with their typography, a picture with its words', () => {
		const all = rows(word.html);
		expect(all).toContainEqual(['Garantier …', '… fullfölja arbetet (hör ihop)']);
		expect(all).toContainEqual(['Öppenhet', 'En annan sak']);
		expect(word.html).toContain('33\u00A0432 (+257, 1/1–31/12)');
		expect(word.html).toMatch(/<img alt="Styrmodellen som en cirkel"/);
		expect(word.html).not.toContain('Anna sade');
	});
});

describe('its parts', () => {
	test('say the language, the title, and that pages are counted', () => {
		expect(word.part('word/styles.xml')).toContain('<w:lang w:val="sv-SE"');
		expect(word.part('docProps/core.xml')).toContain('Vallentuna 2019');
		const footers = word.names.filter((name) => /^word\/footer\d+\.xml$/.test(name));
		expect(footers.length).toBeGreaterThan(0);
		for (const footer of footers) expect(word.part(footer)).toMatch(/PAGE.*NUMPAGES/s);
		const headers = word.names.filter((name) => /^word\/header\d+\.xml$/.test(name)).map(word.part);
		expect(headers.join('')).toContain('Arbetsmaterial');
	});

	test('hold a table of contents that is filled in, and bookmarks that its entries and the references lead to', () => {
		const document = word.part('word/document.xml');
		expect(document).toMatch(/TOC[^<]*1-2/);
		const marks = new Set(
			[...document.matchAll(/w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name),
		);
		const targets = [...document.matchAll(/w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, name]) => name);
		expect(targets.length).toBeGreaterThan(15);
		for (const target of targets) expect(marks).toContain(target);
		expect(document).toMatch(/Kortfakta.*<w:t[^>]*>\d+<\/w:t>/s);
	});

	test('make every table native, its head repeated, and no row torn', () => {
		const document = word.part('word/document.xml');
		const tables = document.split('<w:tbl>').slice(1);
		expect(tables.length).toBeGreaterThan(20);
		for (const table of tables) {
			expect(table).toContain('<w:tblHeader/>');
			expect(table).toContain('<w:cantSplit/>');
		}
		expect(document).not.toMatch(/<w:tblW [^>]*w:w="0"/);
	});

	test('draw the diagrams as charts of vectors, with words for them', () => {
		const charts = word.names.filter((name) => /^word\/charts\/chart\d+\.xml$/.test(name)).map(word.part);
		expect(charts).toHaveLength(2);
		expect(charts.join('')).toMatch(/<c:barChart>.*<c:radarChart>/s);
		expect(word.part('word/document.xml')).toMatch(/<wp:docPr [^>]*descr="Staplar från 0[^"]*Totalt: 603/);
	});
});

test('in English the words around the texts are English, and what was written keeps its language', async () => {
	const english = await rendered('en');
	expect(english.part('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
	expect(english.part('word/document.xml')).toContain('<w:lang w:val="sv-SE"');
	expect(english.html).toContain('Overview of the distribution of points');
	expect(english.html).toContain(KOMMUNKOMPASSEN.areas[0]!.subquestions[0]!.label);
});
