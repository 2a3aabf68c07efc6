import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { reportModel, type PreviousResult, type ReportSource } from '#domain/report/model.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import { html, toText } from '#server/exports/html.ts';
import { reportCsv } from '#server/exports/report-csv.ts';
import { csvCell } from '#domain/spreadsheets/spreadsheet-text.ts';
import { blocksHtml } from '#server/exports/blocks-html.ts';
import { richTextBlocks } from '#server/exports/printed/rich-text.ts';
import { reportHtml } from '#server/exports/report-html.ts';
import { reportJson } from '#server/exports/report-json.ts';
import { REPORT_POLICY } from '#server/exports/report-style.ts';
import { agreedVallentuna, printedAreas, printedSubquestions } from '../domain/fixtures/vallentuna.ts';

const text = (words: string): RichText => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

const HOSTILE = `<script>alert('x')</script>"&`;

const source: ReportSource = {
	agreed: agreedVallentuna,
	reasons: new Map(),
	summary: text(HOSTILE),
	areas: new Map(),
	commentary: new Map([['1.2', text('Kommentar')]]),
	findings: [
		{ id: 's', kind: 'strength', area: '1', text: text('Styrka …') },
		{ id: 'i', kind: 'improvement', area: '1', pair: 's', text: text('… fast') },
	],
};

const modelOf = (changes: Partial<ReportSource> = {}, previous?: PreviousResult) =>
	reportModel({
		framework: KOMMUNKOMPASSEN,
		evaluation: {
			id: 'e',
			title: HOSTILE,
			municipality: { code: '0115', name: 'Vallentuna' },
			year: 2019,
			phase: 'calibration',
		},
		source: { ...source, ...changes },
		...(previous && { previous }),
	});

const words = (page: string): string =>
	page
		.replace(/<style>.*?<\/style>/s, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/[ \n\t]+/g, ' ');

describe('report.csv', () => {
	test('holds the 45 printed rows of Vallentuna', () => {
		const [head, ...rows] = reportCsv(modelOf()).trim().split('\n');
		expect(head).toBe('id,achieved,max,percent');
		expect(rows).toEqual(
			printedSubquestions.map((row) => `${row.id},${row.achieved},${row.max},${row.percent}`),
		);
	});

	test('leaves a missing figure empty', () => {
		expect(reportCsv(modelOf({ agreed: new Map() })).split('\n')[1]).toBe('1.1,,15,');
	});

	test.each([
		['=1+1', "'=1+1"],
		['+1', "'+1"],
		['-1', "'-1"],
		['@x', "'@x"],
		['\tx', "'\tx"],
		['a,b', '"a,b"'],
		['say "x"', '"say ""x"""'],
		['=a,b', '"\'=a,b"'],
	])('a cell %j cannot run as a formula or break its row', (value, cell) => {
		expect(csvCell(value)).toBe(cell);
	});
});

describe('report.json', () => {
	test('has every printed figure of Vallentuna', () => {
		const report = reportJson(modelOf());
		expect(report.total).toEqual({ achieved: 603, max: 800, percent: 75 });
		expect(report.areas.map(({ id, achieved, max, percent }) => ({ id, achieved, max, percent }))).toEqual(
			printedAreas,
		);
		expect(
			report.areas
				.flatMap((area) => area.subquestions)
				.map(({ id, achieved, max, percent }) => ({ id, achieved, max, percent })),
		).toEqual(printedSubquestions);
		expect(report.areas[0]?.subquestions[0]).toMatchObject({
			label: expect.any(String) as string,
			points: 11.2,
		});
	});

	test('has null for what waits for consensus, and the partial sum in soFar', () => {
		const agreed = new Map(agreedVallentuna);
		agreed.delete('1.1');
		const report = reportJson(modelOf({ agreed }));
		expect(report.total).toEqual({ achieved: null, max: 800, percent: null, soFar: 592, missing: 1 });
		expect(report.areas[0]).toMatchObject({ achieved: null, percent: null, max: 100, soFar: 61 });
		expect(report.areas[0]?.subquestions[0]).toMatchObject({
			points: null,
			achieved: null,
			percent: null,
			max: 15,
		});
	});
});

describe('report.html', () => {
	const page = reportHtml(modelOf(), 'sv');

	test('prints the tables as published, in Swedish typography', () => {
		const shown = words(page);
		for (const row of printedSubquestions) {
			const label = KOMMUNKOMPASSEN.areas
				.flatMap((area) => area.subquestions)
				.find(({ id }) => id === row.id)?.label;
			expect(shown).toContain(`${row.id} ${label} ${row.achieved} ${row.max} ${row.percent}\u00A0%`);
		}
		for (const area of printedAreas)
			expect(shown).toContain(`Summa ${area.achieved} 100 ${area.percent}\u00A0%`);
		expect(shown).toContain('603 av 800 poäng totalt.');
		expect(shown).toContain(
			'De utskrivna poängen blir tillsammans 76; summan 75 är räknad på oavrundade poäng.',
		);
	});

	test('says that it is working material, in both languages', () => {
		expect(words(page)).toContain('Arbetsmaterial');
		expect(words(reportHtml(modelOf(), 'en'))).toContain('Working material');
	});

	test('escapes what people wrote, and runs and loads nothing', () => {
		expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;');
		expect(page).not.toMatch(/<script|\sstyle=|\son\w+=|<link|<img|https?:\/\//i);
		const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
		const hash = createHash('sha256').update(style).digest('base64');
		expect(REPORT_POLICY).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
	});

	test('has a caption for every table, scope for every heading cell, and words for every diagram', () => {
		expect(page.match(/<table/g)?.length).toBe(page.match(/<caption/g)?.length);
		expect(page.match(/<th\s/g)?.length).toBe(page.match(/<th\s+scope="(row|col)"/g)?.length);
		expect(page.match(/<svg/g)).toHaveLength(2);
		expect(page.match(/<svg[^>]*role="img"[^>]*aria-labelledby/g)).toHaveLength(2);
		expect(words(page)).toContain('Resultat och effektivitet: 85');
		const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('marks the language of the framework where the page has another', () => {
		expect(page).not.toContain('lang="sv">Område');
		expect(reportHtml(modelOf(), 'en')).toMatch(/<th scope="row"\s+lang="sv">\s*1\.1 Finns/);
	});

	test('prints what is missing and what is not assessed in words, and draws no profile from half the areas', () => {
		const shown = words(
			reportHtml(
				modelOf({
					agreed: new Map([['1.5', { kind: 'not-assessable' }]]),
					reasons: new Map([['1.5', 'Underlag saknas.']]),
				}),
				'sv',
			),
		);
		expect(shown).toContain('ingen konsensus 15 –');
		expect(shown).toContain('ej bedömd 10 –');
		expect(shown).toContain('1.5 är ej bedömd: Underlag saknas.');
		expect(shown).toContain('0 hittills');
		expect(shown).toContain('Profilen ritas när alla områden har sitt resultat.');
	});

	test('says of an improvement that was carried over what became of it', () => {
		const improvement = (id: string, outcome?: 'remains' | 'done') =>
			({ id, kind: 'improvement', area: '1', text: text(`${id}.`), ...(outcome && { outcome }) }) as const;
		const model = modelOf({
			findings: [improvement('Gammal', 'remains'), improvement('Löst', 'done'), improvement('Ny')],
		});
		const shown = words(reportHtml(model, 'sv'));
		expect(shown).toContain('Gammal. (kvarstår från förra utvärderingen)');
		expect(shown).toContain('Löst. (åtgärdat sedan förra utvärderingen)');
		expect(shown).not.toMatch(/Ny\. \(/);
		expect(reportJson(model).areas[0]?.findings.map(({ outcome }) => outcome)).toEqual([
			'remains',
			'done',
			undefined,
		]);
	});

	test('shows the previous result with its comparability', () => {
		const previous: PreviousResult = {
			title: 'Vallentuna 2013',
			year: 2013,
			framework: { name: 'Kommunkompassen', version: '2010' },
			total: 500,
			fictitious: false,
			areas: new Map(printedAreas.map(({ id, achieved }) => [id, achieved - 10])),
		};
		const shown = words(reportHtml(modelOf({}, previous), 'sv'));
		expect(shown).toContain('7. Ständiga förbättringar 62 52 nej');
		expect(shown).toContain('1. Offentlighet och demokrati 72 62 ja, strängare bedömt');
	});
});

describe('rich text', () => {
	const rendered = (text: RichText) =>
		toText(
			blocksHtml(
				richTextBlocks(text, {
					level: 5,
					references: { places: new Map(), sources: new Map() },
					sourceLine: (source) => source,
					atPage: (page) => page,
				}),
				new Map(),
			),
		);
	const link = (href: string): RichText => ({
		type: 'doc',
		content: [
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'här', marks: [{ type: 'link', attrs: { href } }, { type: 'strong' }] },
				],
			},
		],
	});

	test('keeps links to http, https and mailto, and only the words of any other', () => {
		expect(rendered(link('https://example.org/?a=1&b="'))).toBe(
			'<p><a href="https://example.org/?a=1&amp;b=%22" rel="noopener noreferrer"><strong>här</strong></a></p>',
		);
		for (const href of [
			'javascript:alert(1)',
			'java\tscript:alert(1)',
			' JAVASCRIPT:x',
			'data:text/html,x',
			'//x',
			'vbscript:x',
		])
			expect(rendered(link(href))).toBe('<p><strong>här</strong></p>');
	});

	test('puts headings below the section they stand in', () => {
		const at = (level: number): RichText => ({
			type: 'doc',
			content: [{ type: 'heading', attrs: { level }, content: [{ type: 'text', text: 'x' }] }],
		});
		expect(rendered(at(1))).toBe('<h5>x</h5>');
		expect(rendered(at(4))).toBe('<h6>x</h6>');
	});

	test('prints a rule and words set as code as they stand', () => {
		const words = { type: 'text', text: 'a <b>' };
		const content = [
			{ type: 'horizontal_rule' },
			{ type: 'code_block', content: [words] },
			{ type: 'paragraph', content: [{ ...words, marks: [{ type: 'code' }] }] },
		];
		expect(rendered({ type: 'doc', content })).toBe(
			'<hr /><pre>a &lt;b&gt;</pre><p><code>a &lt;b&gt;</code></p>',
		);
	});

	test('keeps the words of a node it does not know', () => {
		expect(
			rendered({ type: 'doc', content: [{ type: 'script', content: [{ type: 'text', text: '<b>' }] }] }),
		).toBe('<p>&lt;b&gt;</p>');
	});
});

test('a template escapes everything that is not a template', () => {
	expect(toText(html`<a title="${'"><'}">${['<', html`<b>${1}</b>`, null]}</a>`)).toBe(
		'<a title="&quot;&gt;&lt;">&lt;<b>1</b></a>',
	);
});
