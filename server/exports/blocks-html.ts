/** Blocks of the printed report as HTML: every letter escaped, every table with its header cells. */
import { drawing } from './diagrams/drawing.ts';
import { svgInPage } from './diagrams/ink.ts';
import {
	plainOf,
	type Block,
	type Cell,
	type Column,
	type Heading,
	type Inline,
	type Picture,
	type Pictures,
	type Row,
	type Run,
	type Table,
} from './printed/blocks.ts';
import { html, trusted, type Html } from './html.ts';
import { staysWhole } from './printed/measures.ts';

export const langOf = (lang: string | undefined): Html | null =>
	lang === undefined ? null : html` lang="${lang}"`;
const idOf = (anchor: string | undefined): Html | null =>
	anchor === undefined ? null : html` id="${anchor}"`;

export const blocksHtml = (blocks: readonly Block[], pictures: Pictures): Html =>
	html`${blocks.map((block) => blockHtml(block, pictures))}`;

function blockHtml(block: Block, pictures: Pictures): Html | null {
	switch (block.kind) {
		case 'heading':
			return headingHtml(block);
		case 'paragraph':
			return html`<p${idOf(block.anchor)}${block.tone ? html` class="${block.tone}"` : null}${langOf(block.lang)}>${inlinesHtml(block.text)}</p>`;
		case 'list': {
			const items = block.items.map((item) => html`<li>${tight(item, pictures)}</li>`);
			return block.ordered
				? html`<ol start="${block.start}" ${langOf(block.lang)}>
						${items}
					</ol>`
				: html`<ul${langOf(block.lang)}>${items}</ul>`;
		}
		case 'quote':
			return html`<blockquote${langOf(block.lang)}>${blocksHtml(block.blocks, pictures)}</blockquote>`;
		case 'code':
			return html`<pre>${block.text}</pre>`;
		case 'rule':
			return html`<hr />`;
		case 'table':
			return tableHtml(block, pictures);
		case 'diagram': {
			const { anchor, caption, alternative } = block;
			// What is wider than a telephone is reached by the keyboard as well.
			return html`<figure id="${anchor}" tabindex="0">
				<figcaption>${inlinesHtml(caption)}</figcaption>
				${svgInPage(drawing(block), { anchor, caption: plainOf(caption), alternative })}
			</figure>`;
		}
		case 'picture':
			return pictureHtml(block, pictures);
		case 'contents':
			return null;
	}
}

function headingHtml({ level, anchor, text, capitals, opens, lang }: Heading): Html {
	const tag = trusted(`h${level}`);
	const classes = [...(capitals ? ['capitals'] : []), ...(opens ? ['opens'] : [])].join(' ');
	return html`<${tag}${idOf(anchor)}${classes === '' ? null : html` class="${classes}"`}${langOf(lang)}>${inlinesHtml(text)}</${tag}>`;
}

/** One paragraph alone in an item or a cell needs no paragraph around it. */
function tight(blocks: readonly Block[], pictures: Pictures): Html {
	const [only] = blocks;
	if (blocks.length === 1 && only?.kind === 'paragraph' && !only.tone && !only.anchor)
		return inlinesHtml(only.text);
	return blocksHtml(blocks, pictures);
}

export const inlinesHtml = (inlines: readonly Inline[]): Html =>
	html`${inlines.map((inline) => ('text' in inline ? runHtml(inline) : html`<br />`))}`;

function runHtml({ text, strong, em, code, href, to }: Run): Html {
	let made = html`${text}`;
	if (code) made = html`<code>${made}</code>`;
	if (em) made = html`<em>${made}</em>`;
	if (strong) made = html`<strong>${made}</strong>`;
	if (href !== undefined) return html`<a href="${href}" rel="noopener noreferrer">${made}</a>`;
	return to === undefined ? made : html`<a href="#${to}">${made}</a>`;
}

function tableHtml(table: Table, pictures: Pictures): Html {
	const { caption, columns, head, body, foot } = table;
	const rows = (list: readonly Row[]) => list.map((row) => rowHtml(row, columns, pictures));
	const even = columns.every(({ kind, share }) => kind === 'text' && share === columns[0]?.share);
	const classes = [
		...(even && columns.length > 1 ? ['columns'] : []),
		...(staysWhole(table) ? ['whole'] : []),
	];
	const made = html`<table${idOf(table.anchor)}${classes.length > 0 ? html` class="${classes.join(' ')}"` : null}>
		${caption && html`<caption${langOf(table.lang)}>${inlinesHtml(caption)}</caption>`}
		${
			head.length > 0
				? html`<thead>
						${rows(head)}
					</thead>`
				: null
		}
		<tbody>${rows(body)}</tbody>
		${
			foot.length > 0
				? html`<tfoot>
						${rows(foot)}
					</tfoot>`
				: null
		}
	</table>`;
	// What is wider than a telephone is reached by the keyboard as well.
	return columns.length > MOST_COLUMNS
		? html`<div class="scroll" tabindex="0" role="group" aria-label="${plainOf(caption ?? [])}">${made}</div>`
		: made;
}

/** Of a table that fits a telephone by breaking its words. */
const MOST_COLUMNS = 4;

function rowHtml({ cells, linked }: Row, columns: readonly Column[], pictures: Pictures): Html {
	return html`<tr${linked ? html` class="linked"` : null}>
		${cells.map((cell, i) => cellHtml(cell, columns[i], pictures))}
	</tr>`;
}

function cellHtml(cell: Cell, column: Column | undefined, pictures: Pictures): Html {
	const { heads, colspan, rowspan, lang } = cell;
	const spans = html`${colspan ? html` colspan="${colspan}"` : null}${rowspan ? html` rowspan="${rowspan}"` : null}`;
	const number = column?.kind === 'number' ? html` class="number"` : null;
	const content = tight(cell.blocks, pictures);
	if (heads === undefined) return html`<td${number}${spans}${langOf(lang)}>${content}</td>`;
	return html`<th scope="${heads === 'row' ? 'row' : 'col'}" ${number}${spans}${langOf(lang)}>
		${content}
	</th>`;
}

/** A picture whose file is gone leaves its words. */
function pictureHtml({ anchor, file, alternative, caption, lang }: Picture, pictures: Pictures): Html {
	const found = pictures.get(file);
	const shown = found
		? html`<img
				alt="${alternative}"
				src="data:${found.type};base64,${Buffer.from(found.bytes).toString('base64')}"
			/>`
		: html`<p class="note">${alternative}</p>`;
	return html`<figure class="picture" ${idOf(anchor)}${langOf(lang)}>
		${shown}${caption && html`<figcaption>${inlinesHtml(caption)}</figcaption>`}
	</figure>`;
}
