/** The overview of the distribution of points: one table per area as it is printed, and the rounding explained. */
import type { ReportArea, ReportSubquestion } from '#domain/report/model.ts';
import { formatWhole } from '#domain/points/points.ts';
import type { Block, Cell, Column, Row } from './blocks.ts';
import { areaLabel, cell, headRow, note, printedPercent, printedSum, words, type Page } from './page.ts';

const COLUMNS: Column[] = [
	{ kind: 'text', share: 1 },
	{ kind: 'number', share: 0 },
	{ kind: 'number', share: 0 },
	{ kind: 'number', share: 0 },
];

export function distribution(page: Page): Block[] {
	const { model, t, own } = page;
	return [
		{
			kind: 'heading',
			level: 2,
			anchor: 'distribution',
			text: words(t('report.distribution')),
			listed: true,
			opens: true,
		},
		note(t('report.distributionNote')),
		...model.areas.flatMap((area) => areaTable(page, area)),
		{
			kind: 'table',
			anchor: 'all-areas',
			caption: words(t('report.allAreas')),
			columns: COLUMNS,
			head: [tableHead(page, t('report.areaColumn'))],
			body: model.areas.map((area) => ({
				cells: [cell(areaLabel(area), { heads: 'row', ...own }), ...figureCells(page, area)],
			})),
			foot: [sumRow(page, model.total)],
		},
	];
}

const tableHead = ({ t }: Page, first: string): Row =>
	headRow(first, t('report.achieved'), t('report.max'), t('report.percent'));

const sumRow = (page: Page, sum: Sum): Row => ({
	cells: [cell(page.t('report.areaTotal'), { heads: 'row' }), ...figureCells(page, sum)],
});

interface Sum {
	achieved: number | null;
	soFar: number;
	max: number;
	percent: number | null;
}

const figureCells = (page: Page, row: Sum): Cell[] => [
	cell(printedSum(page, row)),
	cell(formatWhole(row.max, page.locale)),
	cell(printedPercent(page, row.percent)),
];

function areaTable(page: Page, area: ReportArea): Block[] {
	const { t, own } = page;
	return [
		{
			kind: 'table',
			anchor: `points-${area.id}`,
			caption: words(areaLabel(area)),
			...own,
			columns: COLUMNS,
			head: [tableHead(page, t('report.subquestion'))],
			body: area.subquestions.map((row) => ({
				cells: [cell(`${row.id} ${row.label}`, { heads: 'row', ...own }), ...subquestionCells(page, row)],
			})),
			foot: [sumRow(page, area)],
		},
		...notes(page, area).map(note),
	];
}

function subquestionCells(page: Page, row: ReportSubquestion): Cell[] {
	const { t, locale } = page;
	const instead = row.state === 'missing' ? t('report.missing') : t('report.notAssessable');
	return [
		cell(row.achieved === null ? instead : formatWhole(row.achieved, locale)),
		cell(formatWhole(row.max, locale)),
		cell(printedPercent(page, row.percent)),
	];
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
