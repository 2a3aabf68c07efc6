import { expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportPdf } from '#server/exports/pdf/report-pdf.ts';
import { printedReport } from '#server/exports/printed/printed-report.ts';
import { fullModel, pictures } from '../../support/report/full.ts';
import { readPdf, tagged, within, type Tag } from '../../support/report/pdf-tree.ts';
import { printedAreas, printedSubquestions } from '../domain/fixtures/vallentuna.ts';

const pdf = await readPdf(await reportPdf(printedReport(fullModel(), 'sv'), pictures));
const clean = (text: string): string =>
	text
		.replace(/[\u200B\u2060]/g, '')
		.replace(/\s+/g, ' ')
		.trim();
const row = (tag: Tag): string[] => tag.children.map(({ text }) => clean(text));
const tables = tagged(pdf, 'Table');

test('the PDF says its language and title, and its headings are an outline', () => {
	expect(pdf).toMatchObject({ tagged: true, language: 'sv-SE' });
	expect(pdf.title).toContain('Vallentuna 2019');
	expect(pdf.outline.map(({ title }) => title)).toEqual([
		'Vad är Kommunkompassen?',
		'Vallentuna i förhållande till Kommunkompassen',
		'Detaljerad genomgång per område',
		'Översikt av poängfördelning',
		'Kortfakta',
		'Förebilder',
		'Källor',
	]);
	expect(pdf.outline[2]?.items).toEqual(
		KOMMUNKOMPASSEN.areas.map(({ id, name, displayTitle }) => `Område ${id} ${displayTitle ?? name}`),
	);
});

test('headings go down one level at a time, in the order of the published report', () => {
	const levels = pdf.pages
		.flatMap(({ tags }) => tags.flatMap((tag) => within(tag, tag.role).concat(tag.children)))
		.flatMap(({ role }) => (/^H[1-6]$/.test(role) ? [Number(role[1])] : []));
	expect(levels.length).toBeGreaterThan(30);
	levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1));
	expect(
		tagged(pdf, 'H2')
			.map(({ text }) => clean(text))
			.slice(0, 4),
	).toEqual(['Utvärderingen', 'Sammanfattning av resultat', 'Jämförelser', 'Sammanfattande kommentarer']);
});

test('every table has its header cells and, where the report made it, its caption', () => {
	expect(tables.length).toBeGreaterThan(20);
	for (const table of tables) {
		const [head] = within(table, 'THead');
		expect(head && within(head, 'TH').length).toBeGreaterThanOrEqual(2);
	}
	// One table an evaluator drew, without a caption; two diagrams and a picture have theirs.
	expect(tagged(pdf, 'Caption')).toHaveLength(tables.length - 1 + 3);
});

test('prints the 45 and 8 rows as published, and 603', () => {
	const rows = tables.flatMap((table) => within(table, 'TR').map(row));
	for (const { id, achieved, max, percent } of printedSubquestions) {
		const found = rows.find(([label]) => label?.startsWith(`${id} `));
		expect(found?.slice(1)).toEqual([String(achieved), String(max), `${percent} %`]);
	}
	const sums = rows.filter(([label]) => label === 'Summa').map((cells) => cells.slice(1).join(' '));
	expect(sums).toEqual([
		...printedAreas.map(({ achieved, percent }) => `${achieved} 100 ${percent} %`),
		'603 800 75 %',
	]);
});

test('every diagram and picture is told in words', () => {
	const alternatives = tagged(pdf, 'Figure').map(({ alt }) => alt);
	expect(alternatives).toHaveLength(3);
	expect(alternatives[0]).toContain('Totalt: 603');
	expect(alternatives[1]).toContain('7 Ständiga förbättringar: 62\u00A0%');
	expect(alternatives[2]).toBe('Styrmodellen som en cirkel');
});

test('no page is without its number and without saying what it is', () => {
	pdf.pages.forEach(({ text }, i) => {
		expect(clean(text)).toContain(`Sida ${i + 1} av ${pdf.pages.length}`);
		expect(text).toContain('Arbetsmaterial');
	});
});

test('a comparison stands with its comparability, a cohort with its definition', () => {
	const text = clean(pdf.pages.map((page) => page.text).join(' '));
	expect(text).toContain(
		'Genomsnittet ”Alla 2016–2018”: 62 kommuner med Kommunkompassen 2.1, 2016–2018; uttaget 1 februari 2019.',
	);
	expect(text).toContain('inte jämförbart i område 7');
	const spider = tables.find((table) =>
		clean(within(table, 'Caption')[0]?.text ?? '').includes('Områdenas profil'),
	);
	const [, ...body] = spider ? within(spider, 'TR').map(row) : [];
	expect(body.find(([label]) => label?.startsWith('7.'))).toEqual([
		'7. Ständiga förbättringar',
		'62 %',
		'52 %',
		'nej',
		'46 %',
		'ja',
	]);
});

test('references lead on, marks number the sources, and nothing said in confidence is there', () => {
	const text = clean(pdf.pages.map((page) => page.text).join(' '));
	expect(text).toContain(
		'Se även område 3; planen är från i våras [2, s. 12] och bekräftades i intervju [1] .'.replace(' .', '.'),
	);
	expect(text).toContain('Underlag: [2, s. 7]');
	expect(text).toContain('33 432 (+257, 1/1–31/12) [2]');
	for (const secret of ['Anna sade', 'hidden']) expect(text).not.toContain(secret);
});

test('in English the words around the texts are English, and what was written keeps its language', async () => {
	const english = await readPdf(await reportPdf(printedReport(fullModel(), 'en'), pictures));
	expect(english.language).toBe('en-GB');
	const text = clean(english.pages.map((page) => page.text).join(' '));
	for (const words of [
		'Working material',
		'Overview of the distribution of points',
		'Page 2 of',
		'75%',
		'Role models',
	])
		expect(text).toContain(words);
	expect(text).toContain('Finns en plan/strategi för demokratiutveckling och information?');
});
