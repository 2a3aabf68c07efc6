/** The look of the printed report. It travels inside the page, so that a saved file is complete. */
import { createHash } from 'node:crypto';
import { LOCALES, translator } from '#lib/i18n/index.ts';

/** On paper every page says what it is: the margin takes the words that belong to the page's status and language. */
function marks(): string {
	return LOCALES.flatMap((locale) =>
		(['working', 'final'] as const).map((status) => {
			const label = translator(locale)(`report.${status}`);
			const name = `${status}-${locale}`;
			return `@page ${name} { @top-right { content: '${label}'; font-size: 9pt; color: #4a504c; } }
body.${status}:lang(${locale}) { page: ${name}; }`;
		}),
	).join('\n');
}

export const REPORT_STYLE = `
:root { --ink: #1d211f; --soft: #4a504c; --rule: #c9c4b6; --accent: #1d5744; --ground: #f1eee6; --paper: #fffdfa; color-scheme: light; }
* { box-sizing: border-box; }
html { font-size: 100%; scroll-behavior: smooth; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; color: var(--ink); background: var(--paper);
	font-family: 'Source Serif 4 Variable', 'Source Serif 4', Charter, Georgia, 'Times New Roman', serif; line-height: 1.5; overflow-wrap: break-word; }
.running { margin: 0 0 1.5rem; padding-bottom: 0.4rem; border-bottom: 1px solid var(--rule); color: var(--soft); font-size: 0.85rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; text-wrap: balance; }
h1 { font-size: 2.4rem; margin: 0.3em 0 0.1em; }
h2 { font-size: 1.6rem; margin: 2.5em 0 0.6em; color: var(--accent); }
h3 { font-size: 1.25rem; margin: 2.2em 0 0.6em; }
h3.capitals { color: var(--accent); }
h4 { font-size: 1.05rem; margin: 1.6em 0 0.4em; }
h5, h6 { font-size: 1rem; margin: 1.2em 0 0.3em; }
.capitals { text-transform: uppercase; letter-spacing: 0.03em; }
p { margin: 0 0 0.8em; orphans: 3; widows: 3; }
.subtitle { font-size: 1.15rem; }
.lead { font-size: 1.15rem; }
blockquote { margin: 0 0 0.8em; padding-left: 1em; border-left: 3px solid var(--rule); color: var(--soft); }
pre { margin: 0 0 0.8em; white-space: pre-wrap; font-size: 0.9rem; }
hr { margin: 1.2em 0; border: 0; border-top: 1px solid var(--rule); }
a { color: var(--accent); }
ul, ol { margin: 0 0 0.8em; padding-left: 1.4em; }
td > :last-child, th > :last-child, li > :last-child { margin-bottom: 0; }
td ul, td ol { margin: 0; }
td p, td .note { margin: 0 0 0.3em; }
.front { margin-bottom: 2.5rem; }
.status { display: inline-block; padding: 0.15em 0.7em; border: 1.5px solid currentColor; border-radius: 3px; color: #8a3a10; font-weight: 600; }
.status.final { color: var(--accent); }
.note, .meta, .question, caption { color: var(--soft); font-size: 0.9rem; }
.meta { margin-bottom: 0.2em; overflow-wrap: anywhere; }
.question { margin: 0.8em 0 0.2em; font-style: italic; break-after: avoid; }
table { width: 100%; margin: 0.8em 0 1.4em; border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; padding-bottom: 0.4em; }
th, td { padding: 0.35em 0.6em; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 400; }
tfoot th, tfoot td { border-bottom: 0; border-top: 2px solid var(--ink); font-weight: 700; }
.number { text-align: right; white-space: nowrap; width: 5.5em; overflow-wrap: normal; }
thead .number { white-space: normal; }
th.number:first-child { text-align: left; width: 3.5em; }
.columns { table-layout: fixed; }
.columns th, .columns td { padding-inline: 0.6em; }
.linked td { background: var(--ground); }
.scroll { overflow-x: auto; }
.scroll:focus-visible, figure:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
tr { break-inside: avoid; }
figure { margin: 1.5em 0; break-inside: avoid; overflow-x: auto; }
figcaption { font-weight: 600; margin-bottom: 0.5em; }
.picture img { display: block; max-width: 100%; height: auto; max-height: 60rem; }
.picture figcaption { margin: 0.5em 0 0; font-weight: 400; font-size: 0.9rem; color: var(--soft); }
.diagram { display: block; width: 100%; height: auto; }
.diagram text { font-family: 'Inter Variable', Inter, 'Source Sans 3', system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.contents ol { list-style: none; padding-left: 0; }
.contents ol ol { padding-left: 1.2em; margin: 0.2em 0 0.6em; }
.contents li { margin: 0.2em 0; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
@media (max-width: 40rem) {
	h1, h2, h3, h4, th, td { hyphens: auto; }
	h1 { font-size: 1.9rem; }
	th, td { padding: 0.35em; }
	.number { width: auto; }
	table { font-size: 0.85rem; }
	.diagram { min-width: 34rem; }
}
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 9pt; color: #4a504c; } }
${marks()}
@media print {
	body { max-width: none; padding: 0; font-size: 10.5pt; background: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
	.running { display: none; }
	.opens { break-before: page; margin-top: 0; }
	table.whole { break-inside: avoid; }
	.contents { break-before: page; }
	a { color: inherit; text-decoration: none; }
	.scroll, figure { overflow: visible; }
	caption { break-after: avoid; }
	thead { display: table-header-group; }
	tfoot { display: table-row-group; }
}
`;

const digest = createHash('sha256').update(REPORT_STYLE).digest('base64');

/**
 * Nothing runs and nothing is loaded: the page may use its own style sheet, known by its hash, and the pictures that
 * it carries. Only our own pages may frame it: the report's page shows it as it prints.
 */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
