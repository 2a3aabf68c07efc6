import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { expect, test } from 'vitest';
import type { ReportModel } from '#domain/report/model.ts';
import { reportDocx } from '#server/exports/docx/report-docx.ts';
import { reportPdf } from '#server/exports/pdf/report-pdf.ts';
import { printedReport } from '#server/exports/printed/printed-report.ts';
import { printedHtml } from '#server/exports/report-html.ts';
import { reportXlsx } from '#server/exports/report-xlsx.ts';
import { fullModel, text } from '../../support/report/full.ts';
import { readPdf } from '../../support/report/pdf-tree.ts';

const HOSTILE: Record<string, string> = {
	typst: '#eval("1+1") *fet* _kursiv_ $x^2$ @ref <label> \\ `raw` // bort = Rubrik',
	html: `<script>alert('x')</script><img src=x onerror=alert(1)>"'&amp;`,
	xml: ']]></w:t></w:r><w:br/><!-- & &lt; <?xml version="1.0"?>',
	control: 'a\u0001b\u0008c\u000Bd\u001Fe\uFFFEf\u007Fg',
	surrogate: 'halv \uD83D ensam \uDE00',
	emoji: 'Bra jobbat 👩‍👩‍👧‍👦 🇸🇪 ✔️',
	rightToLeft: 'مرحبا بالعالم שלום \u202Evänd\u202C',
	combining: 'Z̸̢̛a̷l̶g̵o̴ ' + 'e\u0301'.repeat(300),
	long: 'å'.repeat(10_000),
	lines: 'rad\n'.repeat(500),
	path: '../../../../etc/passwd %00 C:\\Windows',
	empty: ' \u00A0\u2003 ',
};

const everywhere = (words: string): ReportModel =>
	fullModel(
		{
			summary: text(words),
			commentary: new Map([['1.1', text(words)]]),
			outline: [{ section: { kind: 'free', id: 'own' }, area: '1', title: words, order: 'a2V' }],
			free: new Map([['own', text(words)]]),
			findings: [
				{ id: 's', kind: 'strength', area: '1', text: text(words) },
				{ id: 'i', kind: 'improvement', area: '1', pair: 's', text: text(words) },
			],
			facts: [{ id: 'f', label: words, value: words, remark: words, asOf: null, source: null }],
			sources: [
				{
					id: 'plan',
					kind: 'document',
					social: false,
					title: words,
					author: words,
					date: null,
					from: null,
					to: null,
					url: `https://example.org/${encodeURIComponent(words.toWellFormed()).slice(0, 3000)}`,
					respondents: null,
				},
			],
			reasons: new Map([['1.1', words]]),
		},
		words,
	);

const squeezed = (text: string): string => text.replace(/[\s\u200B\u00AD\u2060]/g, '');

test.each(Object.keys(HOSTILE))(
	'%s text is printed as it stands, and changes nothing around it',
	async (kind) => {
		const words = HOSTILE[kind] ?? '';
		const model = everywhere(words);
		const printed = printedReport(model, 'sv');

		const pdf = await readPdf(await reportPdf(printed, new Map()));
		const page = squeezed(pdf.pages.map(({ text }) => text).join(''));
		expect(page).toContain('60380075%');
		expect(pdf.outline).toHaveLength(7);

		const docx = await reportDocx(printed, new Map());
		const document = strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml']!);
		expect([...document].filter((letter) => letter < ' ' && !'\t\n\r'.includes(letter))).toEqual([]);
		const { value } = await mammoth.extractRawText({ buffer: Buffer.from(docx) });
		expect(squeezed(value)).toContain('60380075%');

		const html = printedHtml(printed, new Map());
		expect(html).not.toMatch(/<script|<img|<[^>]*\s(on\w+|style)=/i);

		expect((await reportXlsx(model, 'sv')).length).toBeGreaterThan(1000);
		if (kind === 'typst' || kind === 'html' || kind === 'xml' || kind === 'path') {
			expect(page).toContain(squeezed(words));
			expect(squeezed(value)).toContain(squeezed(words));
		}
		// Ten thousand letters in ten places, and none of them beyond the edge of the paper.
		if (kind === 'long') expect(page.normalize('NFC').split('å').length).toBeGreaterThan(90_000);
	},
);

test('two sections, sources or headings of one name do not break links', async () => {
	const model = everywhere('samma');
	const [first] = model.areas;
	first!.sections.push(...first!.sections.map((section) => ({ ...section })));
	model.sources.push(...model.sources);
	const printed = printedReport(model, 'sv');
	expect((await readPdf(await reportPdf(printed, new Map()))).tagged).toBe(true);
	expect((await reportDocx(printed, new Map())).length).toBeGreaterThan(1000);
});
