/**
 * A plot as an SVG file of its own: axes with their units, points with their spread, lines. On paper of its own, so
 * that it reads alike on a light and on a dark page.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { line, symbol, symbolsFill } from 'd3-shape';
import { GRID, INK, PAPER, SOFT } from '../server/exports/diagrams/ink.ts';
import { html, toText, type Html } from '../server/exports/html.ts';

export interface Axis {
	/** With the unit. */
	label: string;
	scale: 'log' | 'linear';
	/** A linear axis begins at 0, or here. */
	from?: number;
}

export interface Place {
	x: number;
	y: number;
}

export interface PlotSeries {
	name: string;
	/** `low` to `high`: the spread of what was measured. On a log axis everything is > 0. */
	points: readonly (Place & { low?: number; high?: number })[];
	/** A fitted line, or through the points where it is 'through'. */
	line?: readonly Place[] | 'through';
}

export interface Plot {
	title: string;
	x: Axis;
	y: Axis;
	series: readonly PlotSeries[];
}

/** Told apart by colour and by shape. */
const COLOURS = ['#1d5744', '#a34a00', '#3d4f94', '#8a2f62', '#6b5a00', '#00687a', '#5b5b5b'];
const WIDTH = 760;
const LEFT = 78;
const RIGHT = 20;
const TOP = 44;
const HEIGHT = 300;
const LEGEND_ROW = 20;
const LETTERS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
/** More points than this stand too close for a mark each. */
const MARKED = 40;

interface Scale {
	(value: number): number;
	ticks: { value: number; text: string }[];
}

/** Throws where there is no point at all, or one on a log axis is not above 0. */
export function plotFile({ title, x, y, series }: Plot): string {
	const places = series.flatMap(({ points }) => points);
	if (places.length === 0) throw new Error(`nothing to plot: ${title}`);
	const across = scaleOf(
		x,
		places.map((place) => place.x),
		[LEFT, WIDTH - RIGHT],
	);
	const up = scaleOf(
		y,
		places.flatMap((place) => [place.low ?? place.y, place.y, place.high ?? place.y]),
		[TOP + HEIGHT, TOP],
	);
	const bottom = TOP + HEIGHT + 52 + series.length * LEGEND_ROW;
	return `${toText(
		html`<svg
			xmlns="http://www.w3.org/2000/svg"
			viewBox="0 0 ${WIDTH} ${bottom}"
			width="${WIDTH}"
			height="${bottom}"
			font-family="system-ui, sans-serif"
			role="img"
			aria-label="${title}"
		>
			<rect width="${WIDTH}" height="${bottom}" rx="6" fill="${PAPER}" />
			<text x="${LEFT}" y="24" font-size="15" font-weight="600" fill="${INK}">${title}</text>
			${up.ticks.map((tick) => rule(tick.text, up(tick.value)))}
			${across.ticks.map((tick) => column(tick.text, across(tick.value)))} ${labels(x.label, y.label)}
			${series.map((one, at) => drawn(one, at, across, up))} ${series.map(({ name }, at) => legend(name, at))}
		</svg>`,
	).replaceAll(/\n\s*/g, '\n')}\n`;
}

function scaleOf(axis: Axis, values: readonly number[], range: [number, number]): Scale {
	const [least, most] = [Math.min(...values), Math.max(...values)];
	if (axis.scale === 'linear') {
		const scale = scaleLinear([Math.min(axis.from ?? 0, least), most], range).nice(6);
		const ticks = scale.ticks(6).map((value) => ({ value, text: LETTERS.format(value) }));
		return Object.assign((value: number) => scale(value), { ticks });
	}
	if (!(least > 0)) throw new Error(`not on a log axis: ${least} (${axis.label})`);
	const scale = scaleLog(least === most ? [least / 2, most * 2] : [least / 1.15, most * 1.15], range);
	const [from, to] = scale.domain() as [number, number];
	const steps = Math.log10(to / from) < 2.5 ? [1, 2, 5] : [1];
	const ticks = scale
		.ticks()
		.filter((value) => steps.includes(Number(value.toExponential(0).split('e')[0])))
		.map((value) => ({ value, text: LETTERS.format(value) }));
	return Object.assign((value: number) => scale(value), { ticks });
}

const at = (value: number): string => value.toFixed(1);

const rule = (text: string, y: number): Html =>
	html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y)}" y2="${at(y)}" stroke="${GRID}" /><text
			x="${LEFT - 8}"
			y="${at(y + 4)}"
			text-anchor="end"
			font-size="12"
			fill="${SOFT}"
			>${text}</text
		>`;

const column = (text: string, x: number): Html =>
	html`<line x1="${at(x)}" x2="${at(x)}" y1="${TOP}" y2="${TOP + HEIGHT}" stroke="${GRID}" /><text
			x="${at(x)}"
			y="${TOP + HEIGHT + 18}"
			text-anchor="middle"
			font-size="12"
			fill="${SOFT}"
			>${text}</text
		>`;

const labels = (x: string, y: string): Html =>
	html`<text
			x="${(LEFT + WIDTH - RIGHT) / 2}"
			y="${TOP + HEIGHT + 38}"
			text-anchor="middle"
			font-size="13"
			fill="${INK}"
			>${x}</text
		><text
			x="16"
			y="${TOP + HEIGHT / 2}"
			text-anchor="middle"
			font-size="13"
			fill="${INK}"
			transform="rotate(-90 16 ${TOP + HEIGHT / 2})"
			>${y}</text
		>`;

const colourOf = (n: number): string => COLOURS[n % COLOURS.length]!;

function mark(n: number, x: number, y: number): Html {
	const shape = symbol(symbolsFill[n % symbolsFill.length], 46)() ?? '';
	return html`<path transform="translate(${at(x)} ${at(y)})" d="${shape}" fill="${colourOf(n)}" />`;
}

function drawn({ points, line: of }: PlotSeries, n: number, x: Scale, y: Scale): Html {
	const through = of === 'through' ? points : of;
	const path =
		line<Place>()
			.x((place) => x(place.x))
			.y((place) => y(place.y))
			.digits(1)(through ?? []) ?? '';
	const spread = points.flatMap(({ x: where, low, high }) =>
		low === undefined || high === undefined || low === high
			? []
			: [
					html`<line
						x1="${at(x(where))}"
						x2="${at(x(where))}"
						y1="${at(y(low))}"
						y2="${at(y(high))}"
						stroke="${colourOf(n)}"
						stroke-width="1.5"
					/>`,
				],
	);
	return html`<path
			fill="none"
			d="${path}"
			stroke="${colourOf(n)}"
			stroke-width="1.5"
			stroke-dasharray="${of === 'through' ? 'none' : '6 4'}"
		/>${spread}${points.length > MARKED ? null : points.map((place) => mark(n, x(place.x), y(place.y)))}`;
}

function legend(name: string, n: number): Html {
	const y = TOP + HEIGHT + 60 + n * LEGEND_ROW;
	return html`${mark(n, LEFT + 6, y)}<text x="${LEFT + 20}" y="${y + 4}" font-size="13" fill="${INK}"
			>${name}</text
		>`;
}
