/** The areas' profile: one axis per area, percent of its maximum from the middle outwards. Takes three axes or more. */
import { scaleLinear } from 'd3-scale';
import { curveLinearClosed, line, lineRadial } from 'd3-shape';
import type { Diagram, Series } from '../printed/blocks.ts';
import { html, type Html } from '../html.ts';
import { COLOURS, DASHES, GRID, INK, legend, SOFT, type Drawing } from './ink.ts';
import { wrap } from './wrap.ts';

const WIDTH = 720;
const HEIGHT = 500;
const RADIUS = 170;
const RINGS = [25, 50, 75, 100];
/** Letters in a line of a label. */
const LINE = 22;
const LEGEND = 30;

const radius = scaleLinear([0, 100], [0, RADIUS]);

export function spider({ categories, series }: Diagram): Drawing {
	const angle = (i: number) => (2 * Math.PI * i) / categories.length;
	const ring = (percent: number): string =>
		lineRadial<string>()
			.angle((_, i) => angle(i))
			.radius(() => radius(percent))
			.curve(curveLinearClosed)(categories) ?? '';
	// Compared results under this one's, so that none of them covers it.
	const layers = [...series].reverse();
	return {
		content: html`${RINGS.map(
			(percent) => html`<path fill="none" stroke="${GRID}" stroke-width="1" d="${ring(percent)}" />`,
		)}${categories.map((label, i) => axis(label, angle(i)))}${RINGS.map(
			(percent) =>
				html`<text x="4" y="${(-radius(percent) - 3).toFixed(1)}" font-size="11" fill="${SOFT}"
					>${percent}</text
				>`,
		)}${layers.map((one) => outline(one, angle))}${
			series.length > 1 ? legend(series, -WIDTH / 2 + 60, HEIGHT / 2 + LEGEND / 2 - 10, 'spider') : null
		}`,
		box: { x: -WIDTH / 2, y: -HEIGHT / 2, width: WIDTH, height: HEIGHT + (series.length > 1 ? LEGEND : 0) },
	};
}

type Angle = (i: number) => number;
const point = (value: number, at: number): [number, number] => [
	radius(value) * Math.sin(at),
	-radius(value) * Math.cos(at),
];

/** Where an axis has no value, or one that must not be compared, the line stops: an outline across would compare it. */
function outline({ of, values }: Series, angle: Angle): Html {
	const whole = values.every((value) => value !== null);
	// Once round, and on to the first axis again; gaps break the line.
	const path =
		line<number | null>()
			.defined((value) => value !== null)
			.x((value, i) => point(value ?? 0, angle(i))[0])
			.y((value, i) => point(value ?? 0, angle(i))[1])(whole ? values : [...values, values[0] ?? null]) ?? '';
	return html`<path
			d="${whole ? `${path}Z` : path}"
			fill="${of === 'now' && whole ? COLOURS.now : 'none'}"
			fill-opacity="0.14"
			stroke="${COLOURS[of]}"
			stroke-width="2"
			stroke-dasharray="${DASHES[of]}"
		/>${values.map((value, i) => (value === null ? null : dot(of, point(value, angle(i)))))}`;
}

const dot = (of: Series['of'], [x, y]: [number, number]): Html =>
	of === 'now'
		? html`<circle r="3.5" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" fill="${COLOURS[of]}" />`
		: html`<rect
				x="${(x - 2.5).toFixed(1)}"
				y="${(y - 2.5).toFixed(1)}"
				width="5"
				height="5"
				fill="${COLOURS[of]}"
			/>`;

function axis(label: string, angle: number): Html {
	const [sin, cos] = [Math.sin(angle), -Math.cos(angle)];
	const lines = wrap(label, LINE);
	const anchor = Math.abs(sin) < 0.1 ? 'middle' : sin > 0 ? 'start' : 'end';
	const x = (RADIUS + 14) * sin;
	// Lines of a label stand above the top axis, under the bottom one, and around the height of the others.
	const y =
		(RADIUS + 14) * cos +
		(cos < -0.9 ? -(lines.length - 1) * 15 - 6 : cos > 0.9 ? 12 : -((lines.length - 1) * 15) / 2 + 4);
	return html`<line
			x1="0"
			y1="0"
			x2="${(RADIUS * sin).toFixed(1)}"
			y2="${(RADIUS * cos).toFixed(1)}"
			stroke="${GRID}"
			stroke-width="1"
		/><text text-anchor="${anchor}" font-size="13" fill="${INK}"
			>${lines.map(
				(words, i) => html`<tspan x="${x.toFixed(1)}" y="${(y + i * 15).toFixed(1)}">${words}</tspan>`,
			)}</text
		>`;
}
