/** What was measured, as plots and as tables with the law behind each cost. */
import { median, shown } from '../sync/figures.ts';
import { plotFile, type Place } from '../plot.ts';
import type { Growth, Panel, Series } from './growth.ts';
import { costAt, lawOf, type Law } from './law.ts';

export interface Measured extends Growth {
	/** The day, ISO 8601. */
	on: string;
	rounds: number;
	/** Of the machine for a minute before: above 0.3 others were at work on it as well. */
	load: number;
}

const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat('en');
/** Two digits, never as a power of ten unless it must be. */
const two = (value: number): string => String(Number(value.toPrecision(2)));
/** Steps of a fitted line; it is bent where axes are logarithmic. */
const LINE_STEPS = 40;

export const lawOfSeries = ({ points }: Series): Law =>
	lawOf(points.map(({ n, values }) => ({ n, cost: Math.max(median(values), Number.MIN_VALUE) })));

/** File name → SVG. */
export function plots(name: string, growth: Growth): Map<string, string> {
	return new Map(growth.panels.map((panel) => [fileOf(name, panel), plot(growth, panel)]));
}

const fileOf = (name: string, panel: Panel): string => `growth-${name}-${panel.name}.svg`;

function plot({ grows }: Growth, { title, unit, series }: Panel): string {
	return plotFile({
		title,
		x: { label: grows, scale: 'log' },
		y: { label: unit, scale: 'log' },
		series: series.map((one) => {
			const law = lawOfSeries(one);
			return {
				name: `${one.name}: ${law.name}`,
				points: one.points.map(({ n, values }) => ({
					x: n,
					y: median(values),
					low: Math.min(...values),
					high: Math.max(...values),
				})),
				line: fitted(
					law,
					one.points.map(({ n }) => n),
				),
			};
		}),
	});
}

function fitted(law: Law, sizes: readonly number[]): Place[] {
	const [from, to] = [Math.min(...sizes), Math.max(...sizes)];
	return Array.from({ length: LINE_STEPS + 1 }, (_, step) => {
		const n = from * (to / from) ** (step / LINE_STEPS);
		return { x: n, y: costAt(law, n) };
	});
}

/** Of everything measured, in the order given: each with its plots, then what they say. */
export function markdown(all: Readonly<Record<string, Measured>>): string {
	return Object.entries(all)
		.map(([name, growth]) => {
			const { grows, national, on, rounds, load } = growth;
			const sizes = growth.panels.flatMap(({ series }) =>
				series.flatMap(({ points }) => points.map(({ n }) => n)),
			);
			const lines = [
				`### By ${grows}`,
				'',
				`${WHOLE.format(Math.min(...sizes))} to ${WHOLE.format(Math.max(...sizes))}; a national programme has ${WHOLE.format(national)}. Medians of ${rounds} rounds on ${on}, load of the machine before ${shown(load)}.`,
				'',
			];
			for (const panel of growth.panels) {
				lines.push(`![${panel.title}](benchmarks/${fileOf(name, panel)})`, '');
				lines.push(
					`| ${panel.title}, ${panel.unit} | smallest | national | largest | law | exponent, all and last | bends at |`,
				);
				lines.push('| --- | ---: | ---: | ---: | --- | ---: | ---: |');
				for (const series of panel.series) lines.push(row(series, national));
				lines.push('');
			}
			return lines.join('\n');
		})
		.join('\n');
}

function row(series: Series, national: number): string {
	const law = lawOfSeries(series);
	const cost = series.points.map(({ n, values }) => ({ n, cost: median(values) })).sort((a, b) => a.n - b.n);
	const bend = law.bend === null ? '' : WHOLE.format(Number(law.bend.toPrecision(2)));
	const there = national >= cost[0]!.n && national <= cost.at(-1)!.n;
	const cells = [
		series.name,
		NUMBER.format(cost[0]!.cost),
		there ? NUMBER.format(cost.find(({ n }) => n === national)?.cost ?? costAt(law, national)) : '',
		NUMBER.format(cost.at(-1)!.cost),
		told(law),
		`${law.slope.toFixed(2)}, ${law.lastSlope.toFixed(2)}`,
		bend,
	];
	return `| ${cells.join(' | ')} |`;
}

/** The law with its numbers, and how far the figures are from it. */
function told({ name, fixed, rate, error }: Law): string {
	const off = `(±${Math.round(error * 100)} %)`;
	if (name === 'constant') return `constant ${off}`;
	const each = {
		'log n': 'log₂ n',
		linear: 'n',
		'n log n': 'n log₂ n',
		quadratic: 'n²',
		'square root': '√n',
	}[name];
	const growing = `${two(rate)} · ${each}`;
	return `${name}: ${fixed === 0 ? growing : `${two(fixed)} + ${growing}`} ${off}`;
}
