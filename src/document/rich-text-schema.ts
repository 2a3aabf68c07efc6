/**
 * The rich text of the report as one ProseMirror schema, shared by editor, guard and exports. Names are those of
 * prosemirror-schema-basic and -list. Works in Node without a DOM; the DOM is touched only when pasted HTML is read.
 */
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { marks as basicMarks, nodes as basicNodes } from 'prosemirror-schema-basic';
import { bulletList, listItem, orderedList } from 'prosemirror-schema-list';
import { fileAddress } from './file-address.ts';
import { isSafeAddress, safeAddress } from './links.ts';
import { isReferenceTarget } from './paths.ts';
import { isId, isStorable } from './values.ts';

export { fileAddress };

export const HEADING_LEVELS = [1, 2, 3, 4, 5, 6] as const;
/** The report's own titles are level 1 and 2 of the page; what is pasted into a section goes no lower than this. */
const LOWEST_PASTED_HEADING = 4;
const MAX_LIST_START = 10_000;
const MAX_LINK_TITLE = 500;
const MAX_ALT = 2_000;
const MAX_FIGURE_SOURCE = 500;
const MAX_PAGE = 100;
const MAX_SPAN = 50;
const MAX_COLUMN_WIDTH = 4_000;

type AttributeCheck = (value: unknown) => boolean;

const isHeadingLevel: AttributeCheck = (value) => HEADING_LEVELS.some((level) => level === value);
const isListStart: AttributeCheck = (value) =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_LIST_START;
const isLinkTitle: AttributeCheck = (value) =>
	value === null || (typeof value === 'string' && value.length <= MAX_LINK_TITLE && isStorable(value));

const isLine =
	(max: number): AttributeCheck =>
	(value) =>
		typeof value === 'string' && value.length <= max && isStorable(value);
/** Of an uploaded file, or of a source. */
const isName: AttributeCheck = (value) => typeof value === 'string' && isId(value);
const isTarget: AttributeCheck = (value) => typeof value === 'string' && isReferenceTarget(value);
const isPage: AttributeCheck = (value) => value === null || isLine(MAX_PAGE)(value);
const isSpan: AttributeCheck = (value) =>
	Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_SPAN;
const isWidth: AttributeCheck = (value) =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_COLUMN_WIDTH;
const isColumnWidths: AttributeCheck = (value) =>
	value === null || (Array.isArray(value) && value.length <= MAX_SPAN && value.every(isWidth));

const CELL_ATTRIBUTES = { colspan: isSpan, rowspan: isSpan, colwidth: isColumnWidths };

/** What each attribute may hold. The guard asks these of every attribute before it enters the document. */
export const NODE_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
	heading: { level: isHeadingLevel },
	ordered_list: { order: isListStart },
	table_cell: CELL_ATTRIBUTES,
	table_header: CELL_ATTRIBUTES,
	figure: { file: isName, alt: isLine(MAX_ALT), source: isLine(MAX_FIGURE_SOURCE) },
	reference: { to: isTarget },
	citation: { source: isName, page: isPage },
};
export const MARK_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
	link: { href: isSafeAddress, title: isLinkTitle },
};

/** ProseMirror wants a check that throws. */
const validate = (check: AttributeCheck) => (value: unknown) => {
	if (!check(value)) throw new RangeError(`Attribute value not allowed: ${String(value)}`);
};

/** A cell's spans as a browser gives them, within bounds. */
function spanOf(cell: HTMLElement, name: 'colspan' | 'rowspan'): number {
	const span = Number(cell.getAttribute(name) ?? 1);
	return isSpan(span) ? span : 1;
}

/** The names and roles that prosemirror-tables works by. */
const cell = (tag: 'td' | 'th', tableRole: 'cell' | 'header_cell'): NodeSpec => ({
	content: '(paragraph | bullet_list | ordered_list)+',
	isolating: true,
	tableRole,
	attrs: {
		colspan: { default: 1, validate: validate(isSpan) },
		rowspan: { default: 1, validate: validate(isSpan) },
		colwidth: { default: null, validate: validate(isColumnWidths) },
	},
	parseDOM: [
		{
			tag,
			getAttrs: (element) => ({
				colspan: spanOf(element, 'colspan'),
				rowspan: spanOf(element, 'rowspan'),
			}),
		},
	],
	toDOM: ({ attrs }) => [
		tag,
		{
			...(attrs.colspan !== 1 && { colspan: String(attrs.colspan) }),
			...(attrs.rowspan !== 1 && { rowspan: String(attrs.rowspan) }),
		},
		0,
	],
});

const tableNodes: Record<string, NodeSpec> = {
	table: {
		content: 'table_row+',
		tableRole: 'table',
		isolating: true,
		group: 'block',
		parseDOM: [{ tag: 'table' }],
		toDOM: () => ['table', ['tbody', 0]],
	},
	table_row: {
		content: '(table_cell | table_header)*',
		tableRole: 'row',
		parseDOM: [{ tag: 'tr' }],
		toDOM: () => ['tr', 0],
	},
	table_cell: cell('td', 'cell'),
	table_header: cell('th', 'header_cell'),
};

/** An uploaded illustration; its caption is co-written text. Pasted images are uploaded first, never linked. */
const figure: NodeSpec = {
	content: 'text*',
	group: 'block',
	isolating: true,
	attrs: {
		file: { validate: validate(isName) },
		alt: { default: '', validate: validate(isLine(MAX_ALT)) },
		source: { default: '', validate: validate(isLine(MAX_FIGURE_SOURCE)) },
	},
	parseDOM: [
		{
			tag: 'figure[data-file]',
			contentElement: 'figcaption',
			getAttrs: (element) => {
				const file = element.getAttribute('data-file');
				if (!isName(file)) return false;
				const alt = element.querySelector('img')?.getAttribute('alt') ?? '';
				const source = element.getAttribute('data-source') ?? '';
				return { file, alt: alt.slice(0, MAX_ALT), source: source.slice(0, MAX_FIGURE_SOURCE) };
			},
		},
	],
	toDOM: ({ attrs }) => {
		const { file, alt, source } = attrs as { file: string; alt: string; source: string };
		return [
			'figure',
			{ 'data-file': file, 'data-source': source },
			['img', { src: fileAddress(file), alt }],
			['figcaption', 0],
		];
	},
};

/** A place in the report by what it is, so that its number is right wherever it moves. */
const reference: NodeSpec = {
	group: 'inline',
	inline: true,
	atom: true,
	attrs: { to: { validate: validate(isTarget) } },
	parseDOM: [
		{
			tag: 'span[data-reference]',
			getAttrs: (element) => {
				const to = element.getAttribute('data-reference');
				return isTarget(to) && { to };
			},
		},
	],
	toDOM: ({ attrs }) => ['span', { 'data-reference': String(attrs.to), class: 'reference' }],
};

/** A mark in the text that says which source a statement rests on. */
const citation: NodeSpec = {
	group: 'inline',
	inline: true,
	atom: true,
	attrs: {
		source: { validate: validate(isName) },
		page: { default: null, validate: validate(isPage) },
	},
	parseDOM: [
		{
			tag: 'span[data-citation]',
			getAttrs: (element) => {
				const source = element.getAttribute('data-citation');
				const page = element.getAttribute('data-page');
				return isName(source) && { source, page: isPage(page) ? page : null };
			},
		},
	],
	toDOM: ({ attrs }) => [
		'span',
		{
			'data-citation': String(attrs.source),
			...(attrs.page !== null && { 'data-page': String(attrs.page) }),
			class: 'citation',
		},
	],
};

const nodes: Record<string, NodeSpec> = {
	doc: basicNodes.doc,
	paragraph: basicNodes.paragraph,
	heading: {
		...basicNodes.heading,
		attrs: { level: { default: 1, validate: validate(isHeadingLevel) } },
		parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
			tag: `h${level}`,
			attrs: { level: Math.min(level, LOWEST_PASTED_HEADING) },
		})),
	},
	blockquote: basicNodes.blockquote,
	bullet_list: { ...bulletList, content: 'list_item+', group: 'block' },
	ordered_list: {
		...orderedList,
		content: 'list_item+',
		group: 'block',
		attrs: { order: { default: 1, validate: validate(isListStart) } },
		parseDOM: [{ tag: 'ol', getAttrs: (list) => ({ order: listStart(list.getAttribute('start')) }) }],
	},
	list_item: { ...listItem, content: 'paragraph block*' },
	// Other programs may write these. Pasted words stay plain: a report is not a web page.
	horizontal_rule: { ...basicNodes.horizontal_rule, parseDOM: [] },
	// Any mark: what a foreign client marked in here must not make the editor drop the block.
	code_block: { ...basicNodes.code_block, marks: '_', parseDOM: [] },
	hard_break: basicNodes.hard_break,
	...tableNodes,
	figure,
	reference,
	citation,
	text: basicNodes.text,
};

/** A list that starts at something odd starts at 1. */
function listStart(start: string | null): number {
	const order = Number(start ?? 1);
	return isListStart(order) ? order : 1;
}

const link: MarkSpec = {
	attrs: {
		href: { validate: validate(isSafeAddress) },
		title: { default: null, validate: validate(isLinkTitle) },
	},
	inclusive: false,
	parseDOM: [
		{
			tag: 'a[href]',
			// An unsafe address leaves the words and drops the link.
			getAttrs: (anchor) => {
				const href = safeAddress(anchor.getAttribute('href') ?? '');
				if (!isSafeAddress(href)) return false;
				return { href, title: anchor.getAttribute('title')?.slice(0, MAX_LINK_TITLE) ?? null };
			},
		},
	],
	toDOM: (mark) => {
		const { href, title } = mark.attrs as { href: string; title: string | null };
		return ['a', { href, title, rel: 'noopener noreferrer' }, 0];
	},
};

const marks: Record<string, MarkSpec> = {
	link,
	em: basicMarks.em,
	strong: basicMarks.strong,
	code: { ...basicMarks.code, parseDOM: [] },
};

export const richTextSchema = new Schema({ nodes, marks });
