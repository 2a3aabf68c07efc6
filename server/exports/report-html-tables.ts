/** The overview of the distribution of points: one table per area, and the rounding explained under it. */
import type { ReportArea, ReportSubquestion } from '#domain/report/model.ts';
import { formatPercent, formatWhole } from '#domain/points/points.ts';
import { html, type Html } from './html.ts';
import type { Page } from './report-html.ts';

/** A sum as printed, or how far it has come. */
export function printedSum({ t, locale }: Page, sum: { achieved: number | null; soFar: number }): string {
	if (sum.achieved !== null) return formatWhole(sum.achieved, locale);
	return t('report.soFar', { points: formatWhole(sum.soFar, locale) });
}

export const printedPercent = ({ locale }: Page, percent: number | null): string =>
	percent === null ? '–' : formatPercent(percent, locale);

export function distribution(page: Page): Html {
	const { model, t } = page;
	return html`<section aria-labelledby="distribution">
		<h2 id="distribution">${t('report.distribution')}</h2>
		<p class="note">${t('report.distributionNote')}</p>
		${model.areas.map((area) => areaTable(page, area))}
		<table>
			<caption>
				${t('report.allAreas')}
			</caption>
			${tableHead(page, t('report.areaColumn'))}
			<tbody>
				${model.areas.map(
					(area) =>
						html`<tr>
							<th scope="row" ${page.own}>${area.id}. ${area.name}</th>
							${figureCells(page, area)}
						</tr>`,
				)}
			</tbody>
			<tfoot>
				<tr>
					<th scope="row">${t('report.areaTotal')}</th>
					${figureCells(page, model.total)}
				</tr>
			</tfoot>
		</table>
	</section>`;
}

const tableHead = ({ t }: Page, first: string): Html =>
	html`<thead>
		<tr>
			<th scope="col">${first}</th>
			<th scope="col" class="number">${t('report.achieved')}</th>
			<th scope="col" class="number">${t('report.max')}</th>
			<th scope="col" class="number">${t('report.percent')}</th>
		</tr>
	</thead>`;

function areaTable(page: Page, area: ReportArea): Html {
	const { t, own } = page;
	return html`<table>
			<caption ${own}>
				${area.id}. ${area.name}
			</caption>
			${tableHead(page, t('report.subquestion'))}
			<tbody>
				${area.subquestions.map(
					(row) =>
						html`<tr>
							<th scope="row" ${own}>${row.id} ${row.label}</th>
							${subquestionCells(page, row)}
						</tr>`,
				)}
			</tbody>
			<tfoot>
				<tr>
					<th scope="row">${t('report.areaTotal')}</th>
					${figureCells(page, area)}
				</tr>
			</tfoot>
		</table>
		${notes(page, area).map((note) => html`<p class="note">${note}</p>`)}`;
}

function figureCells(
	page: Page,
	row: { achieved: number | null; soFar: number; max: number; percent: number | null },
): Html {
	return html`<td class="number">${printedSum(page, row)}</td>
		<td class="number">${formatWhole(row.max, page.locale)}</td>
		<td class="number">${printedPercent(page, row.percent)}</td>`;
}

function subquestionCells(page: Page, row: ReportSubquestion): Html {
	const { t, locale } = page;
	const instead = row.state === 'missing' ? t('report.missing') : t('report.notAssessable');
	return html`<td class="number">${row.achieved === null ? instead : formatWhole(row.achieved, locale)}</td>
		<td class="number">${formatWhole(row.max, locale)}</td>
		<td class="number">${printedPercent(page, row.percent)}</td>`;
}

function notes({ t, locale }: Page, area: ReportArea): string[] {
	const found: string[] = [];
	if (area.achieved !== null && area.sumOfPrinted !== area.achieved)
		found.push(
			t('report.columnDiffers', {
				sum: formatWhole(area.sumOfPrinted, locale),
				total: formatWhole(area.achieved, locale),
			}),
		);
	if (area.notAssessable > 0) found.push(t('report.notAssessableNote'));
	for (const row of area.subquestions)
		if (row.reason) found.push(t('report.because', { id: row.id, reason: row.reason }));
	return found;
}
