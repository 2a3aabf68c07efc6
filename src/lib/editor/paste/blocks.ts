/**
 * Pasted words between what another program wrote and what a report holds: blocks in the order one reads them.
 * Written out as HTML that contains nothing but these, every letter escaped, so it may be parsed anywhere.
 */

export interface Words {
	text: string;
	strong?: boolean;
	em?: boolean;
	/** Already found safe. */
	href?: string | undefined;
}

/** `line`: where a page's line ended, not the writer's: it reads as a space. */
export type Inline = Words | 'break' | 'line';

export interface Item {
	kind: 'item';
	/** From 1; what is deeper belongs to the item before it. */
	level: number;
	ordered: boolean;
	/** The number of the list's first item. */
	start: number;
	/** Items of one list share it. */
	list: string;
	blocks: Block[];
}

export interface Cell {
	header: boolean;
	colspan: number;
	rowspan: number;
	blocks: Block[];
}

export type Block =
	| { kind: 'paragraph'; inline: Inline[] }
	/** `level` as the other program counts. */
	| { kind: 'heading'; level: number; inline: Inline[] }
	| { kind: 'quote'; blocks: Block[] }
	| { kind: 'table'; rows: Cell[][] }
	| Item;

/** The editor's two levels: what is highest in the paste, and everything below it. */
const TOP_HEADING = 3;
const SUB_HEADING = 4;

export function blocksHtml(blocks: readonly Block[]): string {
	const levels = [...headingLevels(blocks)];
	const top = Math.min(...levels);
	return render(blocks, (level) => (level === top ? TOP_HEADING : SUB_HEADING));
}

function* headingLevels(blocks: readonly Block[]): Generator<number> {
	for (const block of blocks)
		if (block.kind === 'heading') yield block.level;
		else if (block.kind === 'quote' || block.kind === 'item') yield* headingLevels(block.blocks);
}

type HeadingLevel = (level: number) => number;

function render(blocks: readonly Block[], heading: HeadingLevel): string {
	const out: string[] = [];
	for (let at = 0; at < blocks.length; at += 1) {
		const block = blocks[at]!;
		if (block.kind !== 'item') {
			out.push(renderBlock(block, heading));
			continue;
		}
		const items: Item[] = [];
		for (let next = blocks[at]; next?.kind === 'item'; next = blocks[++at]) items.push(next);
		at -= 1;
		out.push(...nested(items).map((list) => renderList(list, heading)));
	}
	return out.join('');
}

function renderBlock(block: Exclude<Block, Item>, heading: HeadingLevel): string {
	switch (block.kind) {
		case 'paragraph':
			return `<p>${inlineHtml(block.inline)}</p>`;
		case 'heading': {
			const level = heading(block.level);
			return `<h${level}>${inlineHtml(block.inline)}</h${level}>`;
		}
		case 'quote':
			return `<blockquote>${render(block.blocks, heading)}</blockquote>`;
		case 'table':
			return `<table><tbody>${block.rows.map((row) => renderRow(row, heading)).join('')}</tbody></table>`;
	}
}

function renderRow(row: readonly Cell[], heading: HeadingLevel): string {
	const cells = row.map(({ header, colspan, rowspan, blocks }) => {
		const tag = header ? 'th' : 'td';
		const spans = (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '');
		return `<${tag}${spans}>${blocks.length > 0 ? render(blocks, heading) : '<p></p>'}</${tag}>`;
	});
	return `<tr>${cells.join('')}</tr>`;
}

interface List {
	level: number;
	ordered: boolean;
	start: number;
	id: string;
	items: { item: Item; lists: List[] }[];
}

/** The lists that flat items with levels make. */
function nested(items: readonly Item[]): List[] {
	const roots: List[] = [];
	const open: List[] = [];
	for (const item of items) {
		while (open.length > 0 && open.at(-1)!.level > item.level) open.pop();
		const last = open.at(-1);
		if (last?.level === item.level && (last.ordered !== item.ordered || last.id !== item.list)) open.pop();
		if (open.at(-1)?.level !== item.level) {
			const { level, ordered, start, list: id } = item;
			const list: List = { level, ordered, start, id, items: [] };
			(open.at(-1)?.items.at(-1)?.lists ?? roots).push(list);
			open.push(list);
		}
		open.at(-1)!.items.push({ item, lists: [] });
	}
	return roots;
}

function renderList({ ordered, start, items }: List, heading: HeadingLevel): string {
	const inner = items.map(({ item, lists }) => {
		// An item begins with a paragraph, whatever else it holds.
		const first = item.blocks[0]?.kind === 'paragraph' ? '' : '<p></p>';
		return `<li>${first}${render(item.blocks, heading)}${lists.map((list) => renderList(list, heading)).join('')}</li>`;
	});
	const open = ordered ? (start === 1 ? '<ol>' : `<ol start="${start}">`) : '<ul>';
	return `${open}${inner.join('')}${ordered ? '</ol>' : '</ul>'}`;
}

const inlineHtml = (inline: readonly Inline[]): string =>
	inline.map((part) => (part === 'break' || part === 'line' ? '<br>' : wordsHtml(part))).join('');

function wordsHtml({ text, strong, em, href }: Words): string {
	let html = escape(text);
	if (strong) html = `<strong>${html}</strong>`;
	if (em) html = `<em>${html}</em>`;
	return href === undefined ? html : `<a href="${escape(href)}">${html}</a>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
};
const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
