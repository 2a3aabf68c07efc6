/** Co-written text as blocks: known nodes and marks only, addresses checked again; what is not known keeps its words. */
import { safeAddress } from '#document/links.ts';
import type { RichText, RichTextMark, RichTextNode } from '#domain/report/rich-text.ts';
import type { Block, Cell, Inline, Row, Run, Table } from './blocks.ts';
import { sourceAnchor, type References } from './references.ts';

interface Setting {
	/** The level of a first-level heading inside the text, 1–6. */
	level: number;
	references: References;
	/** Words of the report's own language: `Källa: …`, `s. 12`. */
	sourceLine: (source: string) => string;
	atPage: (page: string) => string;
}

export function richTextBlocks(text: RichText, setting: Setting): Block[] {
	return blocksOf(text.content, setting);
}

/** Ids of the sources that a text marks itself. */
export function markedSources(text: RichText): Set<string> {
	const found = new Set<string>();
	const look = (node: RichTextNode): void => {
		if (node.type === 'citation' && typeof node.attrs?.source === 'string') found.add(node.attrs.source);
		node.content?.forEach(look);
	};
	text.content.forEach(look);
	return found;
}

const INLINE = new Set(['hard_break', 'reference', 'citation']);
const isInline = (node: RichTextNode): boolean => node.text !== undefined || INLINE.has(node.type);

/** A foreign program may leave letters between blocks; they get a paragraph of their own. */
function blocksOf(nodes: readonly RichTextNode[], setting: Setting): Block[] {
	const blocks: Block[] = [];
	let loose: RichTextNode[] = [];
	const settle = () => {
		if (loose.length > 0) blocks.push({ kind: 'paragraph', text: inlines(loose, setting) });
		loose = [];
	};
	for (const node of nodes) {
		if (isInline(node)) loose.push(node);
		else {
			settle();
			blocks.push(...block(node, setting));
		}
	}
	settle();
	return blocks;
}

function block(node: RichTextNode, setting: Setting): Block[] {
	const content = node.content ?? [];
	switch (node.type) {
		case 'paragraph':
			// An emptied line between two paragraphs is how people make room; the report has room of its own.
			return content.length === 0 ? [] : [{ kind: 'paragraph', text: inlines(content, setting) }];
		case 'heading':
			return [
				{
					kind: 'heading',
					level: headingLevel(setting.level - 1 + wholeNumber(node.attrs?.level, 1)),
					text: inlines(content, setting),
				},
			];
		case 'blockquote':
			return [{ kind: 'quote', blocks: blocksOf(content, setting) }];
		case 'bullet_list':
		case 'ordered_list':
			return [
				{
					kind: 'list',
					ordered: node.type === 'ordered_list',
					start: wholeNumber(node.attrs?.order, 1),
					items: content.map((item) => blocksOf(item.content ?? [], setting)),
				},
			];
		case 'code_block':
			return [{ kind: 'code', text: content.map((child) => child.text ?? '').join('') }];
		case 'horizontal_rule':
			return [{ kind: 'rule' }];
		case 'table':
			return table(node, setting);
		case 'figure':
			return picture(node, setting);
		default:
			return blocksOf(content, setting);
	}
}

function table(node: RichTextNode, setting: Setting): Table[] {
	const rows = (node.content ?? []).filter(({ type }) => type === 'table_row');
	const cells = rows.map((row) => (row.content ?? []).map((cell, i) => tableCell(cell, i, setting)));
	const width = gridWidth(cells);
	if (width === 0) return [];
	// Rows of header cells alone stand at the top and are repeated on each page.
	const headed = cells.findIndex((row) => row.some(({ heads }) => heads === undefined));
	const headRows = headed === -1 ? Math.min(1, cells.length) : headed;
	const asRow = (row: Cell[]): Row => ({ cells: row });
	const inHead = cells
		.slice(0, headRows)
		.map((row) => row.map((cell): Cell => ({ ...cell, heads: 'column' })));
	const inBody = cells
		.slice(headRows)
		.map((row) => row.map((cell): Cell => (cell.heads ? { ...cell, heads: 'row' } : cell)));
	if (spansOut(inHead)) return [drawn(width, [], [...inHead, ...inBody].map(asRow))];
	return [drawn(width, inHead.map(asRow), inBody.map(asRow))];
}

const drawn = (width: number, head: Row[], body: Row[]): Table => ({
	kind: 'table',
	caption: null,
	columns: Array.from({ length: width }, () => ({ kind: 'text', share: 1 })),
	head,
	body,
	foot: [],
});

/** A header cell that reaches into the body cannot stand in a head that is repeated. */
const spansOut = (head: Cell[][]): boolean =>
	head.some((row, i) => row.some(({ rowspan = 1 }) => i + rowspan > head.length));

function tableCell(node: RichTextNode, position: number, setting: Setting): Cell {
	const colspan = Math.min(100, wholeNumber(node.attrs?.colspan, 1));
	const rowspan = Math.min(100, wholeNumber(node.attrs?.rowspan, 1));
	return {
		blocks: blocksOf(node.content ?? [], setting),
		...(node.type === 'table_header' && { heads: position === 0 ? 'row' : 'column' }),
		...(colspan > 1 && { colspan }),
		...(rowspan > 1 && { rowspan }),
	};
}

/** Columns of the widest row, with what reaches down into it from above. */
function gridWidth(rows: readonly Cell[][]): number {
	let reaching: { columns: number; rows: number }[] = [];
	let widest = 0;
	for (const row of rows) {
		const own = row.reduce((sum, { colspan = 1 }) => sum + colspan, 0);
		widest = Math.max(widest, own + reaching.reduce((sum, { columns }) => sum + columns, 0));
		reaching = [
			...reaching.map(({ columns, rows: left }) => ({ columns, rows: left - 1 })),
			...row.map(({ colspan = 1, rowspan = 1 }) => ({ columns: colspan, rows: rowspan - 1 })),
		].filter(({ rows: left }) => left > 0);
	}
	return widest;
}

function picture(node: RichTextNode, setting: Setting): Block[] {
	const { file, alt, source } = node.attrs ?? {};
	if (typeof file !== 'string' || file === '') return [];
	const caption = inlines(node.content ?? [], setting);
	const from = typeof source === 'string' && source.trim() !== '' ? setting.sourceLine(source.trim()) : '';
	if (from !== '') caption.push({ text: caption.length > 0 ? ` ${from}` : from });
	return [
		{
			kind: 'picture',
			file,
			alternative: typeof alt === 'string' ? alt : '',
			caption: caption.length > 0 ? caption : null,
		},
	];
}

function inlines(nodes: readonly RichTextNode[], setting: Setting): Inline[] {
	return nodes.flatMap((node): Inline[] => {
		if (node.text !== undefined) return node.text === '' ? [] : [run(node.text, node.marks)];
		switch (node.type) {
			case 'hard_break':
				return [{ lineBreak: true }];
			case 'reference':
				return reference(node, setting);
			case 'citation':
				return citation(node, setting);
			default:
				return inlines(node.content ?? [], setting);
		}
	});
}

function reference({ attrs, marks }: RichTextNode, { references }: Setting): Inline[] {
	const place = typeof attrs?.to === 'string' ? references.places.get(attrs.to) : undefined;
	return place ? [{ ...run(place.label, marks), to: place.to }] : [];
}

/** A source that may not be told of leaves no mark either. */
function citation({ attrs, marks }: RichTextNode, { references, atPage }: Setting): Inline[] {
	const listed = typeof attrs?.source === 'string' ? references.sources.get(attrs.source) : undefined;
	if (!listed) return [];
	const { number, placed } = listed;
	const page =
		placed && typeof attrs?.page === 'string' && attrs.page.trim() !== '' ? attrs.page.trim() : null;
	const mark = page === null ? `[${number}]` : `[${number}, ${atPage(page)}]`;
	return [{ ...run(mark, marks), to: sourceAnchor(number) }];
}

function run(text: string, marks: readonly RichTextMark[] = []): Run {
	const made: Run = { text };
	for (const { type, attrs } of marks)
		if (type === 'strong') made.strong = true;
		else if (type === 'em') made.em = true;
		else if (type === 'code') made.code = true;
		else if (type === 'link') {
			const href = typeof attrs?.href === 'string' ? safeAddress(attrs.href) : undefined;
			if (href !== undefined) made.href = href;
		}
	return made;
}

const LEVELS = [1, 2, 3, 4, 5, 6] as const;
const headingLevel = (level: number) => LEVELS[Math.min(LEVELS.length, Math.max(1, level)) - 1] ?? 6;

const wholeNumber = (value: unknown, otherwise: number): number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : otherwise;
