/** Points as horizontal bars, each on its own maximum, and what is compared as thinner bars under each. */
import { scaleLinear } from 'd3-scale';
import type { Diagram, Series } from '../printed/blocks.ts';
import { html, type Html } from '../html.ts';
import { COLOURS, GRID, INK, legend, PAPER, SOFT, type Drawing } from './ink.ts';
import { wrap } from './wrap.ts';

const WIDTH = 720;
const LABEL = 300;
const END = 70;
const TOP = 24;
const ROW = 34;
const OTHER = 13;
const BAR = 18;
/** Letters in a line of a label. */
const LINE = 40;
const LEGEND = 30;

export function bars({ categories, series, max, labels, open }: Diagram): Drawing {
	const now = series.find(({ of }) => of === 'now');
	const others = series.filter(({ of }) => of !== 'now');
	const step = ROW + others.length * OTHER;
	const bottom = TOP + categories.length * step;
	const x = scaleLinear([0, 100], [LABEL, WIDTH - END]);
	const length = (value: number, i: number) => x((100 * value) / (max[i] ?? 100)) - LABEL;
	const rows = categories.map((label, i) => {
		const y = TOP + i * step + 8;
		const value = now?.values[i] ?? 0;
		const long = length(value, i);
		return html`${labelOf(label, y)}<rect
				x="${LABEL}"
				y="${y}"
				width="${long.toFixed(1)}"
				height="${BAR}"
				fill="${open[i] ? PAPER : COLOURS.now}"
				stroke="${COLOURS.now}"
				stroke-width="${open[i] ? 1.5 : 0}"
				stroke-dasharray="${open[i] ? '4 3' : 'none'}"
			/><text
				x="${(LABEL + long + 6).toFixed(1)}"
				y="${y + BAR - 5}"
				font-size="13"
				font-weight="600"
				fill="${INK}"
				>${labels[i] ?? String(value)}</text
			>${others.map((other, n) => otherBar(other, i, length, y + BAR + 2 + n * OTHER))}`;
	});
	return {
		content: html`${x
			.ticks(4)
			.map(
				(tick) =>
					html`<line
							x1="${x(tick)}"
							x2="${x(tick)}"
							y1="${TOP - 4}"
							y2="${bottom}"
							stroke="${GRID}"
							stroke-width="1"
						/><text x="${x(tick)}" y="${TOP - 10}" text-anchor="middle" font-size="11" fill="${SOFT}"
							>${tick} %</text
						>`,
			)}${rows}${others.length > 0 ? legend(series, LABEL, bottom + LEGEND / 2 + 2, 'bars') : null}`,
		box: { x: 0, y: 0, width: WIDTH, height: bottom + (others.length > 0 ? LEGEND : 8) },
	};
}

function labelOf(label: string, y: number): Html {
	const lines = wrap(label, LINE);
	return html`<text text-anchor="end" font-size="13" fill="${INK}"
		>${lines.map(
			(line, at) =>
				html`<tspan x="${LABEL - 10}" y="${y + BAR - 5 + (at - (lines.length - 1) / 2) * 14}"
					>${line}</tspan
				>`,
		)}</text
	>`;
}

function otherBar(
	{ of, values }: Series,
	i: number,
	length: (value: number, i: number) => number,
	y: number,
): Html | null {
	const value = values[i];
	if (value == null) return null;
	const long = length(value, i);
	return html`<rect x="${LABEL}" y="${y}" width="${long.toFixed(1)}" height="8" fill="${COLOURS[of]}" /><text
			x="${(LABEL + long + 6).toFixed(1)}"
			y="${y + 8}"
			font-size="11"
			fill="${SOFT}"
			>${value}</text
		>`;
}
