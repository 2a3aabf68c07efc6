/** Points per area as horizontal bars, and what the previous evaluation had as a thinner bar under each. */
import { scaleLinear } from 'd3-scale';
import { html, type Html } from '../html.ts';
import { wrap } from './wrap.ts';

export interface BarRow {
	label: string;
	/** Whole points; what is agreed so far where the area is not complete. */
	value: number;
	complete: boolean;
	max: number;
	/** As printed at the end of the bar. */
	text: string;
	previous: { value: number; text: string } | null;
}

const WIDTH = 720;
const LABEL = 300;
const END = 70;
const TOP = 24;
const ROW = 34;
const PREVIOUS = 14;
const BAR = 18;
/** Letters in a line of a label. */
const LINE = 40;

export function bars({
	rows,
	title,
	description,
}: {
	rows: BarRow[];
	title: string;
	description: string;
}): Html {
	const withPrevious = rows.some((row) => row.previous !== null);
	const step = ROW + (withPrevious ? PREVIOUS : 0);
	const height = TOP + rows.length * step + 8;
	// Each bar on its own maximum: areas of a framework may differ, and the printed percent is of that.
	const x = scaleLinear([0, 100], [LABEL, WIDTH - END]);
	const share = (value: number, max: number) => x((100 * value) / max) - LABEL;
	const marks = rows.map((row, i) => {
		const y = TOP + i * step + 8;
		const length = share(row.value, row.max);
		const lines = wrap(row.label, LINE);
		return html`<g>
			<text class="label" text-anchor="end">
				${lines.map(
					(line, at) =>
						html`<tspan x="${LABEL - 10}" y="${y + BAR - 5 + (at - (lines.length - 1) / 2) * 14}"
							>${line}</tspan
						>`,
				)}
			</text>
			<rect
				class="${row.complete ? 'bar' : 'bar so-far'}"
				x="${LABEL}"
				y="${y}"
				width="${length.toFixed(1)}"
				height="${BAR}"
			/>
			<text class="value" x="${(LABEL + length + 6).toFixed(1)}" y="${y + BAR - 5}">${row.text}</text>
			${row.previous ? previousBar(row.previous.text, share(row.previous.value, row.max), y + BAR + 2) : null}
		</g>`;
	});
	return html`<svg
		class="diagram"
		viewBox="0 0 ${WIDTH} ${height}"
		role="img"
		aria-labelledby="bars-title bars-description"
	>
		<title id="bars-title">${title}</title>
		<desc id="bars-description">${description}</desc>
		${x
			.ticks(4)
			.map(
				(tick) =>
					html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 4}" y2="${height - 8}" />
						<text class="tick" x="${x(tick)}" y="${TOP - 10}" text-anchor="middle">${tick}</text>`,
			)}
		${marks}
	</svg>`;
}

const previousBar = (text: string, length: number, y: number): Html =>
	html` <rect class="previous" x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="8" />
		<text class="tick" x="${(LABEL + length + 6).toFixed(1)}" y="${y + 8}">${text}</text>`;
