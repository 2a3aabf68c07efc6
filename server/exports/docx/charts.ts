/** The diagrams as Word's own charts: vectors in the document's style, with their figures to edit and words for them. */
import { ChartRun } from 'docx/charts';
import type { Diagram, Series } from '../printed/blocks.ts';
import { plainOf } from '../printed/blocks.ts';
import { INK, SOFT, TEXT } from './styles.ts';

const COLOURS: Record<Series['of'], string> = { now: '1D5744', past: '8A6D1F', others: '4B5A8A' };
const WIDTH = 600;

export const chart = (diagram: Diagram): ChartRun =>
	diagram.form === 'bars' ? bars(diagram) : spider(diagram);

const altText = (diagram: Diagram) => ({
	name: plainOf(diagram.caption),
	title: plainOf(diagram.caption),
	description: diagram.alternative,
});

/** Each bar on its own maximum, as in the PDF; the label says the points. */
function bars(diagram: Diagram): ChartRun {
	const { categories, series, max, labels } = diagram;
	const share = (value: number | null, i: number) =>
		value === null ? null : Math.round((1000 * value) / (max[i] ?? 100)) / 10;
	return new ChartRun({
		type: 'bar',
		categories,
		series: series.map(({ name, of, values }) => ({
			name,
			color: COLOURS[of],
			values: values.map(share),
			pointLabels: values.map((value, i) =>
				value === null ? false : { text: (of === 'now' ? labels[i] : null) ?? String(value) },
			),
		})),
		dataLabels: { value: true, font: { size: 9, color: INK } },
		gapWidth: 45,
		overlap: 0,
		// Word draws the first category at the bottom.
		categoryAxis: { reverseOrder: true, font: { size: 9, color: INK } },
		valueAxis: {
			minimum: 0,
			maximum: 100,
			interval: 20,
			numberFormat: '0" %"',
			font: { size: 8, color: SOFT },
		},
		font: { name: TEXT },
		legend: series.length > 1 ? { position: 'bottom' } : false,
		chartArea: { fill: 'none', border: 'none' },
		transformation: { width: WIDTH, height: 60 + categories.length * (30 + 12 * (series.length - 1)) },
		altText: altText(diagram),
	});
}

function spider(diagram: Diagram): ChartRun {
	const { categories, series } = diagram;
	return new ChartRun({
		type: 'radar',
		categories,
		series: series.map(({ name, of, values }) => ({
			name,
			color: COLOURS[of],
			values,
			line: {
				color: COLOURS[of],
				width: of === 'now' ? 2.25 : 1.5,
				dash: of === 'now' ? 'solid' : of === 'past' ? 'dash' : 'dot',
			},
		})),
		categoryAxis: { font: { size: 9, color: INK } },
		valueAxis: { minimum: 0, maximum: 100, interval: 25, font: { size: 8, color: SOFT } },
		font: { name: TEXT },
		legend: series.length > 1 ? { position: 'bottom' } : false,
		chartArea: { fill: 'none', border: 'none' },
		transformation: { width: WIDTH, height: 430 },
		altText: altText(diagram),
	});
}
