/** Colours and strokes of the diagrams, as attributes: a style sheet does not travel into PDF and Word. */
import type { Diagram, Series } from '../printed/blocks.ts';
import { html, type Html } from '../html.ts';

export const INK = '#1d211f';
export const SOFT = '#4a504c';
export const GRID = '#c9c4b6';
export const PAPER = '#fffdfa';

/** Told apart by stroke and place as well as by colour. */
export const COLOURS: Record<Series['of'], string> = { now: '#1d5744', past: '#8a6d1f', others: '#4b5a8a' };
export const DASHES: Record<Series['of'], string> = { now: 'none', past: '7 4', others: '2 3' };

export const FONT = 'Source Sans 3';

/** A name is cut where it would run out of the picture; the table beside it has the whole. */
const NAME = 34;
const cut = (name: string): string => (name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name);

/** What each series looks like, in one row from `x`. */
export function legend(series: readonly Series[], x: number, y: number, form: Diagram['form']): Html {
	let at = x;
	return html`${series.map(({ name, of }) => {
		const mark = at;
		at += 34 + cut(name).length * 7.2 + 22;
		return html`${sample(of, form, mark, y)}<text
				x="${(mark + 34).toFixed(1)}"
				y="${y + 4}"
				font-size="13"
				fill="${INK}"
				>${cut(name)}</text
			>`;
	})}`;
}

function sample(of: Series['of'], form: Diagram['form'], x: number, y: number): Html {
	if (form === 'bars')
		return html`<rect
			x="${x.toFixed(1)}"
			y="${of === 'now' ? y - 6 : y - 3}"
			width="26"
			height="${of === 'now' ? 12 : 7}"
			fill="${COLOURS[of]}"
		/>`;
	return html`<line
		x1="${x.toFixed(1)}"
		x2="${(x + 26).toFixed(1)}"
		y1="${y}"
		y2="${y}"
		stroke="${COLOURS[of]}"
		stroke-width="2.5"
		stroke-dasharray="${DASHES[of]}"
	/>`;
}

export interface Drawing {
	/** The SVG element's content and its box. */
	content: Html;
	box: { x: number; y: number; width: number; height: number };
}

/** An SVG file of its own: for the PDF. */
export const svgFile = ({ content, box }: Drawing): Html =>
	html`<svg
		xmlns="http://www.w3.org/2000/svg"
		viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
		width="${box.width}"
		height="${box.height}"
		font-family="${FONT}"
	>
		${content}
	</svg>`;

/** Inside a page, with its name and its words for those who do not see it. */
export const svgInPage = (
	{ content, box }: Drawing,
	{ anchor, caption, alternative }: { anchor: string; caption: string; alternative: string },
): Html =>
	html`<svg
		class="diagram"
		viewBox="${box.x} ${box.y} ${box.width} ${box.height}"
		role="img"
		aria-labelledby="${anchor}-title ${anchor}-description"
	>
		<title id="${anchor}-title">${caption}</title>
		<desc id="${anchor}-description">${alternative}</desc>
		${content}
	</svg>`;
