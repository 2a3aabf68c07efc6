/** One area's chapter: headings and points, the general part, commentary, summary, strengths and improvements. */
import type { FindingPair } from '#domain/report/finding-rows.ts';
import type { ReportArea, ReportFinding, ReportSection } from '#domain/report/model.ts';
import { html, type Html } from './html.ts';
import type { Page } from './report-html.ts';
import { printedSum } from './report-html-tables.ts';
import { heading, richTextHtml } from './rich-text-html.ts';

export function chapter(page: Page, area: ReportArea): Html {
	const { t, own } = page;
	return html`<section aria-labelledby="area-${area.id}">
		<h3 class="chapter" id="area-${area.id}" ${own}>
			${t('report.area', { id: area.id, name: area.title })}
		</h3>
		${headingTable(page, area)}
		${
			area.standardText || area.general
				? html`<h4>${t('report.general')}</h4>
						<div ${own}>
							${area.standardText ? html`<p>${area.standardText}</p>` : null}${area.general && richTextHtml(area.general, 5)}
						</div>`
				: null
		}
		${area.sections.map((section) => commentary(page, section))}
		${
			area.summary &&
			html`<h4>${t('report.areaSummary')}</h4>
				<div ${own}>${richTextHtml(area.summary, 5)}</div>`
		}
		${findingTable(page, area)}
	</section>`;
}

/** All headings on the left, one figure on the right: the points belong to the area, not to a heading. */
function headingTable(page: Page, area: ReportArea): Html {
	const { t, own } = page;
	return html`<table>
		<caption>
			${t('report.headingsOf', { id: area.id, name: area.title })}
		</caption>
		<thead>
			<tr>
				<th scope="col">${t('report.headings')}</th>
				<th scope="col" class="number">${t('report.points')}</th>
			</tr>
		</thead>
		<tbody>
			<tr>
				<td ${own}>
					<ul>
						${area.headings.map((label) => html`<li>${label}</li>`)}
					</ul>
				</td>
				<td class="number">${printedSum(page, area)}</td>
			</tr>
		</tbody>
	</table>`;
}

/** Where a heading stands for one subquestion alone, its question would only repeat the heading. */
function commentary({ own }: Page, section: ReportSection): Html {
	return html`<div ${own}>
		${heading(4, html`${section.heading}`)}
		${section.subquestions.map(
			(subquestion) =>
				html`${
					section.subquestions.length > 1
						? html`<p class="question">${subquestion.id} ${subquestion.label}</p>`
						: null
				}${subquestion.commentary && richTextHtml(subquestion.commentary, 5)}`,
		)}
	</div>`;
}

function findingTable(page: Page, area: ReportArea): Html | null {
	const { t } = page;
	if (area.findings.length === 0) return null;
	return html`<table class="columns">
		<caption>
			${t('report.findingsOf', { id: area.id, name: area.title })}
		</caption>
		<thead>
			<tr>
				<th scope="col">${t('report.strengths')}</th>
				<th scope="col">${t('report.improvements')}</th>
			</tr>
		</thead>
		<tbody>
			${area.findings.map((row) => findingRow(page, row))}
		</tbody>
	</table>`;
}

function findingRow({ t, own }: Page, { strength, improvement, linked }: FindingPair<ReportFinding>): Html {
	const cell = (finding: ReportFinding | null, after: Html | null) =>
		html`<td>${finding && html`<div ${own}>${richTextHtml(finding.text, 5)}</div>`}${after}</td>`;
	return html`<tr ${linked ? html`class="linked"` : null}>
		${cell(strength, null)}${cell(
			improvement,
			linked ? html`<span class="note">${t('report.linked')}</span>` : null,
		)}
	</tr>`;
}
