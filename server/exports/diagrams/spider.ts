/** The areas' profile: one axis per area, percent of its maximum from the middle outwards. */
import { scaleLinear } from 'd3-scale';
import { curveLinearClosed, lineRadial } from 'd3-shape';
import { html, type Html } from '../html.ts';
import { wrap } from './wrap.ts';

export interface SpiderAxis {
	label: string;
	/** Percent of max, 0–100. */
	value: number;
	/** Null where there is none, or where it must not be compared. */
	previous: number | null;
}

const SIZE = 560;
const RADIUS = 170;
const RINGS = [25, 50, 75, 100];
/** Letters in a line of a label. */
const LINE = 22;

/** Takes three axes or more: fewer span no area. */
export function spider({
	axes,
	title,
	description,
}: {
	axes: SpiderAxis[];
	title: string;
	description: string;
}): Html {
	const radius = scaleLinear([0, 100], [0, RADIUS]);
	const angle = (i: number) => (2 * Math.PI * i) / axes.length;
	const outline = (values: number[]): string =>
		lineRadial<number>()
			.angle((_, i) => angle(i))
			.radius((value) => radius(value))
			.curve(curveLinearClosed)(values) ?? '';
	const previous = axes.flatMap((axis) => axis.previous ?? []);
	return html`<svg
		class="diagram spider"
		viewBox="${-SIZE / 2 - 80} ${-SIZE / 2 + 30} ${SIZE + 160} ${SIZE - 60}"
		role="img"
		aria-labelledby="spider-title spider-description"
	>
		<title id="spider-title">${title}</title>
		<desc id="spider-description">${description}</desc>
		${RINGS.map((ring) => html`<path class="grid" d="${outline(axes.map(() => ring))}" />`)}
		${axes.map((axis, i) => axisMarks(axis.label, angle(i)))}
		${RINGS.map((ring) => html`<text class="tick" x="4" y="${(-radius(ring) - 3).toFixed(1)}">${ring}</text>`)}
		${previous.length === axes.length ? html`<path class="previous" d="${outline(previous)}" />` : null}
		<path class="profile" d="${outline(axes.map((axis) => axis.value))}" />
		${axes.map((axis, i) => dot(axis.value, angle(i), radius))}
	</svg>`;
}

const dot = (value: number, angle: number, radius: (value: number) => number): Html =>
	html`<circle
		class="dot"
		r="3.5"
		cx="${(radius(value) * Math.sin(angle)).toFixed(1)}"
		cy="${(-radius(value) * Math.cos(angle)).toFixed(1)}"
	/>`;

function axisMarks(label: string, angle: number): Html {
	const [sin, cos] = [Math.sin(angle), -Math.cos(angle)];
	const lines = wrap(label, LINE);
	const anchor = Math.abs(sin) < 0.1 ? 'middle' : sin > 0 ? 'start' : 'end';
	const x = (RADIUS + 14) * sin;
	// Lines of a label stand above the top axis, under the bottom one, and around the height of the others.
	const y =
		(RADIUS + 14) * cos +
		(cos < -0.9 ? -(lines.length - 1) * 15 - 6 : cos > 0.9 ? 12 : -((lines.length - 1) * 15) / 2 + 4);
	return html`<line
			class="grid"
			x1="0"
			y1="0"
			x2="${(RADIUS * sin).toFixed(1)}"
			y2="${(RADIUS * cos).toFixed(1)}"
		/>
		<text class="label" text-anchor="${anchor}"
			>${lines.map(
				(line, i) => html`<tspan x="${x.toFixed(1)}" y="${(y + i * 15).toFixed(1)}">${line}</tspan>`,
			)}</text
		>`;
}
