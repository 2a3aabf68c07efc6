/**
 * The report as one complete page: what is seen on the screen is what the browser prints, and nothing has to be
 * loaded for it. The blocks are those of the PDF and the Word document.
 */
import type { ReportModel } from '#domain/report/model.ts';
import type { Locale } from '#lib/i18n/index.ts';
import type { Block, Heading, Pictures, PrintedReport } from './printed/blocks.ts';
import { plainOf } from './printed/blocks.ts';
import { printedReport } from './printed/printed-report.ts';
import { html, toText, trusted, type Html } from './html.ts';
import { blocksHtml, langOf } from './blocks-html.ts';
import { REPORT_STYLE } from './report-style.ts';

export interface HtmlOptions {
	pictures?: Pictures;
	/** When it is made; working material says so. */
	at?: Date;
	/** A sentence above everything, for whoever reads it here and now. */
	notice?: string | undefined;
}

export const reportHtml = (
	model: ReportModel,
	locale: Locale,
	{ pictures = new Map(), at, notice }: HtmlOptions = {},
): string => printedHtml(printedReport(model, locale, at), pictures, notice);

export function printedHtml(report: PrintedReport, pictures: Pictures, notice?: string): string {
	const { locale, title, subtitle, statusLabel, status } = report;
	return toText(
		html`<!doctype html>
			<html lang="${locale}">
				<head>
					<meta charset="utf-8" />
					<meta name="viewport" content="width=device-width, initial-scale=1" />
					<title>${title} – ${subtitle} – ${statusLabel}</title>
					${trusted(`<style>${REPORT_STYLE}</style>`)}
				</head>
				<body class="${status}">
					${notice ? html`<p class="note" role="note">${notice}</p>` : null}
					<p class="running">${title} · ${statusLabel}</p>
					${front(report)}
					<main>${chapters(report, pictures)}</main>
				</body>
			</html> `,
	);
}

const front = ({ title, subtitle, status, statusLabel, statusNote, origin }: PrintedReport): Html =>
	html`<header class="front">
		<p class="${status === 'final' ? 'status final' : 'status'}">${statusLabel}</p>
		<h1>${title}</h1>
		<p class="subtitle">${subtitle}</p>
		${statusNote === null ? null : html`<p class="note">${statusNote}</p>`}
		${origin.map((line) => html`<p class="meta">${line}</p>`)}
	</header>`;

/** Each main heading opens a section that is named by it. */
function chapters({ blocks }: PrintedReport, pictures: Pictures): Html {
	const sections: { heading: Heading | null; blocks: Block[] }[] = [{ heading: null, blocks: [] }];
	for (const block of blocks) {
		if (block.kind === 'heading' && block.level === 2) sections.push({ heading: block, blocks: [block] });
		else sections.at(-1)?.blocks.push(block);
	}
	return html`${sections.map(({ heading, blocks: own }) =>
		heading === null
			? html`${own.map((block) =>
					block.kind === 'contents' ? contents(block.title, blocks) : blocksHtml([block], pictures),
				)}`
			: html`<section aria-labelledby="${heading.anchor ?? ''}">${blocksHtml(own, pictures)}</section>`,
	)}`;
}

function contents(title: string, blocks: readonly Block[]): Html {
	const listed = blocks.filter((block) => block.kind === 'heading' && block.listed) as Heading[];
	const groups: { top: Heading; under: Heading[] }[] = [];
	for (const heading of listed)
		if (heading.level === 2) groups.push({ top: heading, under: [] });
		else groups.at(-1)?.under.push(heading);
	const entry = ({ anchor, text, capitals, lang }: Heading) =>
		html`<a href="#${anchor ?? ''}" ${langOf(lang)}${capitals ? html` class="capitals"` : null}
			>${plainOf(text)}</a
		>`;
	return html`<nav class="contents" aria-labelledby="contents">
		<h2 id="contents">${title}</h2>
		<ol>
			${groups.map(
				({ top, under }) =>
					html`<li>
						${entry(top)}${
							under.length > 0
								? html`<ol>
										${under.map((heading) => html`<li>${entry(heading)}</li>`)}
									</ol>`
								: null
						}
					</li>`,
			)}
		</ol>
	</nav>`;
}
