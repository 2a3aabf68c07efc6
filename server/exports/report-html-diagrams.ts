/** The two diagrams of the summary, each with its figures as a table. */
import type { ReportArea } from '#domain/report/model.ts';
import { divideHalfUp, formatPercent, formatWhole } from '#domain/points/points.ts';
import { bars } from './diagrams/bars.ts';
import { spider } from './diagrams/spider.ts';
import { html, type Html } from './html.ts';
import type { Page } from './report-html.ts';
import { printedPercent, printedSum } from './report-html-tables.ts';

export function resultFigures(page: Page): Html {
	const { model, locale, t } = page;
	const { total } = model;
	const max = formatWhole(total.max, locale);
	return html`<p>
			${
				total.achieved === null
					? t('report.totalSoFar', {
							achieved: formatWhole(total.soFar, locale),
							max,
							missing: total.missing,
						})
					: t('report.totalPoints', { achieved: formatWhole(total.achieved, locale), max })
			}
		</p>
		${barFigure(page)} ${spiderFigure(page)}`;
}

const described = (page: Page, of: (area: ReportArea) => string): string =>
	page.model.areas.map((area) => `${area.name}: ${of(area)}`).join('; ');

function legend({ model }: Page, previousKey: 'key bar' | 'key line'): Html | null {
	const { previous, evaluation } = model;
	if (!previous) return null;
	return html`<p class="note">
		<span class="key"></span> ${evaluation.year} &#160; <span class="${previousKey}"></span> ${previous.title}
	</p>`;
}

function barFigure(page: Page): Html {
	const { model, locale, t } = page;
	const title = t('report.barsTitle');
	const rows = model.areas.map((area) => ({
		label: `${area.id} ${area.name}`,
		value: area.soFar,
		complete: area.achieved !== null,
		max: area.max,
		text: printedSum(page, area),
		previous:
			area.previous?.achieved == null
				? null
				: { value: area.previous.achieved, text: formatWhole(area.previous.achieved, locale) },
	}));
	const description = t('report.barsDescription', {
		areas: described(page, (area) => printedSum(page, area)),
	});
	return html`<figure tabindex="0">
			<figcaption>${t('report.figure', { number: 1, title })}</figcaption>
			${bars({ rows, title, description })} ${legend(page, 'key bar')}
		</figure>
		${figureTable(
			page,
			title,
			t('report.points'),
			(area) => printedSum(page, area),
			(area) => (area.previous?.achieved == null ? '–' : formatWhole(area.previous.achieved, locale)),
		)}`;
}

/** Percent of max: of the unrounded sum for this evaluation, of the printed one for the previous. */
const previousPercent = (area: ReportArea): number | null =>
	area.previous?.achieved == null ? null : divideHalfUp(area.previous.achieved * 100, area.max);

function spiderFigure(page: Page): Html {
	const { model, locale, t } = page;
	const title = t('report.spiderTitle');
	const complete = model.areas.flatMap((area) =>
		area.percent === null ? [] : [{ area, percent: area.percent }],
	);
	if (complete.length < model.areas.length) return html`<p class="note">${t('report.spiderWaits')}</p>`;
	if (complete.length < 3) return html``;
	const axes = complete.map(({ area, percent }) => ({
		label: `${area.id} ${area.name}`,
		value: percent,
		// An outline through areas that cannot be compared would compare them.
		previous: area.previous?.comparability === 'none' ? null : previousPercent(area),
	}));
	const description = t('report.spiderDescription', {
		areas: described(page, (area) => printedPercent(page, area.percent)),
	});
	return html`<figure tabindex="0">
			<figcaption>${t('report.figure', { number: 2, title })}</figcaption>
			${spider({ axes, title, description })} ${legend(page, 'key line')}
		</figure>
		${figureTable(
			page,
			title,
			t('report.percent'),
			(area) => printedPercent(page, area.percent),
			(area) => {
				const percent = previousPercent(area);
				return percent === null ? '–' : formatPercent(percent, locale);
			},
		)}`;
}

function figureTable(
	{ model, t, own }: Page,
	title: string,
	column: string,
	now: (area: ReportArea) => string,
	before: (area: ReportArea) => string,
): Html {
	const { previous } = model;
	return html`<div class="scroll">
		<table>
			<caption>
				${t('report.figuresOfDiagram', { title })}
			</caption>
			<thead>
				<tr>
					<th scope="col">${t('report.areaColumn')}</th>
					<th scope="col" class="number">${column}</th>
					${
						previous &&
						html`<th scope="col" class="number">${previous.title}</th>
							<th scope="col">${t('report.comparability')}</th>`
					}
				</tr>
			</thead>
			<tbody>
				${model.areas.map(
					(area) =>
						html`<tr>
							<th scope="row" ${own}>${area.id}. ${area.name}</th>
							<td class="number">${now(area)}</td>
							${
								area.previous &&
								html`<td class="number">${before(area)}</td>
									<td>${t(`report.comparability.${area.previous.comparability}`)}</td>`
							}
						</tr>`,
				)}
			</tbody>
		</table>
	</div>`;
}
