/** The look of the printed report. It travels inside the page, so that a saved file is complete. */
import { createHash } from 'node:crypto';

export const REPORT_STYLE = `
:root { --ink: #1d211f; --soft: #4a504c; --rule: #c9c4b6; --accent: #1d5744; --earlier: #8a6d1f; --ground: #efebe2; }
* { box-sizing: border-box; }
html { font-size: 100%; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; color: var(--ink); background: #fffdfa;
	font-family: 'Source Serif 4 Variable', 'Source Serif 4', Charter, Georgia, 'Times New Roman', serif; line-height: 1.5; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; text-wrap: balance; }
h1 { font-size: 2.2rem; margin: 0.3em 0; }
h2 { font-size: 1.6rem; margin: 2.5em 0 0.6em; }
h3 { font-size: 1.25rem; margin: 2.2em 0 0.6em; }
h4 { font-size: 1.05rem; margin: 1.6em 0 0.4em; }
h5, h6 { font-size: 1rem; margin: 1.2em 0 0.3em; }
.chapter { text-transform: uppercase; letter-spacing: 0.03em; }
p { margin: 0 0 0.8em; orphans: 3; widows: 3; }
blockquote { margin: 0 0 0.8em; padding-left: 1em; border-left: 3px solid var(--rule); color: var(--soft); }
pre { margin: 0 0 0.8em; white-space: pre-wrap; font-size: 0.9rem; }
hr { margin: 1.2em 0; border: 0; border-top: 1px solid var(--rule); }
a { color: var(--accent); }
ul, ol { margin: 0 0 0.8em; padding-left: 1.4em; }
td ul { margin: 0; }
td p { margin: 0 0 0.3em; }
.status { display: inline-block; padding: 0.15em 0.7em; border: 1.5px solid currentColor; border-radius: 3px; color: #8a3a10; font-weight: 600; }
.status.final { color: var(--accent); }
.note, .meta, .question, caption { color: var(--soft); font-size: 0.9rem; }
.meta { overflow-wrap: anywhere; }
.question { margin: 0.8em 0 0.2em; font-style: italic; }
table { width: 100%; margin: 0.8em 0 1.4em; border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums; }
caption { text-align: left; padding-bottom: 0.4em; }
th, td { padding: 0.35em 0.6em; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); }
tbody th { font-weight: 400; }
tfoot th, tfoot td { border-bottom: 0; border-top: 2px solid var(--ink); font-weight: 700; }
.number { text-align: right; white-space: nowrap; width: 5.5em; }
.columns { table-layout: fixed; }
.linked td { background: var(--ground); }
.scroll { overflow-x: auto; }
tr { break-inside: avoid; }
figure { margin: 1.5em 0; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: 0.5em; }
.diagram { display: block; width: 100%; height: auto; font-family: inherit; }
.diagram text { fill: var(--ink); font-size: 13px; }
.diagram .tick { fill: var(--soft); font-size: 11px; }
.diagram .value { font-weight: 600; }
.diagram .grid { fill: none; stroke: var(--rule); stroke-width: 1; }
.diagram .bar { fill: var(--accent); }
.diagram .bar.so-far { fill: #fffdfa; stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 4 3; }
.diagram rect.previous { fill: var(--earlier); }
.diagram path.previous { fill: none; stroke: var(--earlier); stroke-width: 2; stroke-dasharray: 6 4; }
.diagram .profile { fill: var(--accent); fill-opacity: 0.14; stroke: var(--accent); stroke-width: 2; }
.diagram .dot { fill: var(--accent); }
.key { display: inline-block; width: 1.4em; height: 0; border-top: 4px solid var(--accent); vertical-align: middle; }
.key.bar { border-top-color: var(--earlier); }
.key.line { border-top: 2px dashed var(--earlier); }
nav ol { padding-left: 1.2em; }
@media (max-width: 40rem) {
	h1, h2, h3, h4, th, td { hyphens: auto; }
	th, td { padding: 0.35em; overflow-wrap: anywhere; }
	.number { width: auto; }
	table { font-size: 0.85rem; }
	figure { overflow-x: auto; }
	.diagram { min-width: 34rem; }
}
@page { size: A4; margin: 20mm 18mm 22mm; @bottom-center { content: counter(page); font-size: 9pt; } }
@media print {
	body { max-width: none; padding: 0; font-size: 10.5pt; background: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
	nav { break-after: page; }
	h2 { break-before: page; }
	nav h2 { break-before: avoid; }
	a { color: inherit; text-decoration: none; }
	.scroll { overflow: visible; }
}
`;

const digest = createHash('sha256').update(REPORT_STYLE).digest('base64');

/** Nothing runs and nothing is loaded: the page may use its own style sheet, known by its hash, and that is all. */
export const REPORT_POLICY = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
