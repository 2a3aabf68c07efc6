/**
 * Reads what another program put on the clipboard into blocks. Everything is left behind unless it is named here:
 * words, emphasis, safe links, headings, lists, quotations and tables. Works in any DOM.
 */
import { pastedAddress } from './addresses.ts';
import type { Block, Cell, Inline } from './blocks.ts';
import { paragraphsOf, readable } from './inline.ts';
import {
	STYLE_ATTRIBUTE,
	excelClasses,
	isBold,
	isHidden,
	isItalic,
	markOf,
	stylesOf,
	wordList,
	type Styles,
} from './styles.ts';
import { regular, withHeader } from './tables.ts';

export interface Read {
	blocks: Block[];
	/** Addresses of pictures that lie in the HTML itself (`data:image/png;base64,…`). */
	pictures: string[];
	/** Pictures that lie elsewhere and were left there. */
	missing: number;
	/** A table was larger than a report holds. */
	cut: boolean;
}

export function readPasted(body: Element, sheets: Iterable<string>): Read {
	const read: Read = { blocks: [], pictures: [], missing: 0, cut: false };
	new Reader(read, excelClasses(sheets)).content(body, read.blocks);
	return read;
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** With everything in them. */
const DROPPED = set(
	'script style noscript template iframe object embed applet link meta title head base svg math canvas audio video ' +
		'source track map area form input select textarea button option datalist frame frameset xml nav dialog del',
);
/** Shapes, settings and equations of Office. */
const OFFICE = /^(?:v|w|x|m|aml|dt):/;
const BLOCKS = set(
	'p div section article header footer main aside figure figcaption address dl dt dd details summary pre center ' +
		'hgroup fieldset legend caption body html tbody thead tfoot tr td th hr',
);
const HEADER_ROLE = /^(?:column|row)header$/;
const LISTS = set('ul ol menu dir');
const STRONG = set('b strong dt');
const EM = set('i em');
/** What a web page puts beside its words for its own use. */
const FURNITURE =
	/(?:^|\s)(?:mw-editsection|noprint|sr-only|visually-hidden|screen-reader-text|MsoCommentReference|msocomanchor)(?:\s|$)/i;
/** Footnote marks of a wiki lead back to the wiki. */
const NOTE_MARK = /(?:^|\s)reference(?:\s|$)/;
const EMOJI = /^\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)*$/u;
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;
/** Wider or higher than what only counts its readers. */
const LEAST_PICTURE = 4;

/** Lists in lists in lists: deeper than this nobody reads. */
const MAX_LEVEL = 4;
const within = (level: number): number => Math.min(Math.max(level, 1), MAX_LEVEL);

interface Looks {
	strong: boolean;
	em: boolean;
	href?: string | undefined;
	/** White space is the writer's own. */
	pre: boolean;
}
const PLAIN: Looks = { strong: false, em: false, pre: false };

class Reader {
	readonly #read: Read;
	readonly #excel: ReadonlyMap<string, Styles>;
	#out: Block[] = [];
	#inline: Inline[] = [];
	#heading: number | undefined;
	#lists = 0;
	#quotes = 0;

	constructor(read: Read, excel: ReadonlyMap<string, Styles>) {
		this.#read = read;
		this.#excel = excel;
	}

	/** What an element holds, as blocks of their own. */
	content(element: Element, into: Block[], looks: Looks = PLAIN): void {
		const outer = [this.#out, this.#inline, this.#heading] as const;
		this.#out = into;
		this.#inline = [];
		this.#heading = undefined;
		this.#children(element, looks);
		this.#flush();
		[this.#out, this.#inline, this.#heading] = outer;
	}

	#inner(element: Element, looks: Looks): Block[] {
		const blocks: Block[] = [];
		this.content(element, blocks, looks);
		return blocks;
	}

	#children(element: Node, looks: Looks): void {
		for (const child of element.childNodes) this.#node(child, looks);
	}

	#node(node: Node, looks: Looks): void {
		if (node.nodeType === 3) this.#text(node.nodeValue ?? '', looks);
		else if (node.nodeType === 1) this.#element(node as Element, looks);
	}

	#text(source: string, looks: Looks): void {
		const text = readable(source);
		if (!looks.pre) return this.#words(text, looks);
		for (const [n, line] of text.split(/\r\n?|\n/).entries()) {
			if (n > 0) this.#inline.push('break');
			this.#words(line, looks);
		}
	}

	#words(text: string, { strong, em, href }: Looks): void {
		// A heading is bold as it is.
		if (text !== '') this.#inline.push({ text, strong: strong && this.#heading === undefined, em, href });
	}

	#flush(): void {
		const inline = this.#inline;
		this.#inline = [];
		if (inline.length === 0) return;
		const level = this.#heading;
		if (level === undefined)
			this.#out.push(...paragraphsOf(inline).map((words): Block => ({ kind: 'paragraph', inline: words })));
		else {
			const [words] = paragraphsOf(inline.map((part) => (part === 'break' ? 'line' : part)));
			if (words) this.#out.push({ kind: 'heading', level, inline: words });
		}
	}

	#element(element: Element, looks: Looks): void {
		const tag = element.localName.toLowerCase();
		if (DROPPED.has(tag) || OFFICE.test(tag)) return;
		const styles = stylesOf(element);
		const classes = element.getAttribute('class') ?? '';
		if (isHidden(element, styles) || FURNITURE.test(classes)) return;
		if (tag === 'sup' && NOTE_MARK.test(classes)) return;
		if (tag === 'br') this.#break(element);
		else if (tag === 'img') this.#picture(element, styles, looks);
		else if (tag === 'table') this.#table(element, looks);
		else if (tag === 'blockquote') this.#quote(element, looks);
		else if (LISTS.has(tag)) this.#list(element, 1);
		else if (tag === 'li') this.#item(element, { level: 1, ordered: false, start: 1, list: 'loose' });
		else this.#other(element, tag, styles, looks);
	}

	#other(element: Element, tag: string, styles: Styles, outer: Looks): void {
		const looks = this.#looks(element, tag, styles, outer);
		const level = headingLevel(element, tag);
		const place = level === undefined ? wordList(styles) : undefined;
		if (place !== undefined) {
			this.#flush();
			const mark = markOf(listMark(element));
			const blocks = this.#inner(element, looks);
			this.#out.push({ kind: 'item', ...place, level: within(place.level), ...mark, blocks });
		} else if (level !== undefined) {
			this.#flush();
			this.#heading = level;
			this.#children(element, looks);
			this.#flush();
			this.#heading = undefined;
		} else if (BLOCKS.has(tag)) {
			this.#flush();
			this.#children(element, looks);
			this.#flush();
		} else if (element.getAttribute('data-stringify-type') === 'paragraph-break') {
			this.#inline.push('break', 'break');
		} else if (tag === 'q') {
			this.#words('”', looks);
			this.#children(element, looks);
			this.#words('”', looks);
		} else this.#children(element, looks);
	}

	#looks(element: Element, tag: string, styles: Styles, outer: Looks): Looks {
		const excel = (element.getAttribute('class') ?? '').split(/\s+/).map((name) => this.#excel.get(name));
		const said = [styles, ...excel.filter((found) => found !== undefined)];
		const bold = said.map(isBold).find((found) => found !== undefined);
		const italic = said.map(isItalic).find((found) => found !== undefined);
		return {
			strong: bold ?? (outer.strong || STRONG.has(tag)),
			em: italic ?? (outer.em || EM.has(tag)),
			href: tag === 'a' ? (pastedAddress(element.getAttribute('href') ?? '') ?? outer.href) : outer.href,
			pre: outer.pre || tag === 'pre',
		};
	}

	#break(element: Element): void {
		if (/Apple-interchange-newline/.test(element.getAttribute('class') ?? '')) return;
		// The text layer of a PDF marks so where a line of the page ends.
		this.#inline.push(element.getAttribute('role') === 'presentation' ? 'line' : 'break');
	}

	#picture(element: Element, styles: Styles, looks: Looks): void {
		const alt = element.getAttribute('alt') ?? '';
		if (EMOJI.test(alt)) return this.#words(alt, looks);
		if (element.getAttribute('data-stringify-type') === 'emoji') return;
		const source = (element.getAttribute('src') ?? '').replace(/\s/g, '');
		if (RASTER.test(source)) this.#read.pictures.push(source);
		else if (!isTiny(element, styles)) this.#read.missing += 1;
	}

	/** Quotations within one another are mail that was answered often: they become one. */
	#quote(element: Element, looks: Looks): void {
		this.#flush();
		this.#quotes += 1;
		const blocks = this.#inner(element, looks);
		this.#quotes -= 1;
		if (this.#quotes > 0) this.#out.push(...blocks);
		else if (blocks.length > 0) this.#out.push({ kind: 'quote', blocks });
	}

	/** Items stand flat behind each other, with their levels: programs nest lists in every way there is. */
	#list(list: Element, level: number): void {
		this.#flush();
		const ordered = list.localName.toLowerCase() === 'ol';
		const said = Number.parseInt(list.getAttribute('start') ?? '1', 10);
		const start = said >= 0 ? said : 1;
		this.#lists += 1;
		const own = `#${this.#lists}`;
		for (const child of list.childNodes) {
			if (child.nodeType !== 1) continue;
			const element = child as Element;
			const tag = element.localName.toLowerCase();
			if (LISTS.has(tag)) this.#list(element, level + 1);
			else if (tag === 'li')
				this.#item(element, {
					level: levelOf(element, list) ?? level,
					ordered,
					start,
					list: idOfList(element, list) ?? own,
				});
			else this.#element(element, PLAIN);
		}
	}

	#item(element: Element, place: { level: number; ordered: boolean; start: number; list: string }): void {
		const styles = stylesOf(element);
		if (isHidden(element, styles)) return;
		this.#flush();
		const inner = this.#inner(element, this.#looks(element, 'li', styles, PLAIN));
		const at = inner.findIndex(({ kind }) => kind === 'item');
		// Lists within the item follow it, one level down.
		const own = at === -1 ? inner : inner.filter(({ kind }) => kind !== 'item');
		const level = within(place.level);
		if (own.length > 0 || at !== -1) this.#out.push({ kind: 'item', ...place, level, blocks: own });
		for (const block of inner)
			if (block.kind === 'item') this.#out.push({ ...block, level: within(block.level + level) });
	}

	#table(table: Element, looks: Looks): void {
		this.#flush();
		const rows: Cell[][] = [];
		let layout = table.getAttribute('role') === 'presentation';
		for (const child of rowsOf(table)) {
			if (child.element.localName.toLowerCase() === 'caption') {
				this.#out.push(...this.#inner(child.element, PLAIN));
				continue;
			}
			if (isHidden(child.element, stylesOf(child.element))) continue;
			const row: Cell[] = [];
			for (const cell of child.element.children) {
				const tag = cell.localName.toLowerCase();
				const styles = stylesOf(cell);
				if ((tag !== 'td' && tag !== 'th') || isHidden(cell, styles)) continue;
				const header = tag === 'th' || child.head || HEADER_ROLE.test(cell.getAttribute('role') ?? '');
				const blocks = this.#inner(cell, header ? PLAIN : this.#looks(cell, tag, styles, looks));
				layout ||= cell.querySelector('table') !== null;
				row.push({ header, colspan: span(cell, 'colspan'), rowspan: span(cell, 'rowspan'), blocks });
			}
			rows.push(row);
		}
		// A table of one column, or around tables, only says where things stand on a page.
		if (layout || Math.max(0, ...rows.map((row) => row.length)) <= 1) {
			this.#out.push(...rows.flat().flatMap(({ blocks }) => blocks));
			return;
		}
		if (rows.flat().every(({ blocks }) => blocks.length === 0)) return;
		const { rows: made, cut } = regular(withHeader(rows));
		if (cut) this.#read.cut = true;
		this.#out.push({ kind: 'table', rows: made });
	}
}

/** `<p role="heading" aria-level="2">` and Word's paragraph styles are headings as well. */
function headingLevel(element: Element, tag: string): number | undefined {
	const native = /^h([1-6])$/.exec(tag)?.[1];
	if (native !== undefined) return Number(native);
	if (element.getAttribute('role') === 'heading') return Number(element.getAttribute('aria-level') ?? 2) || 2;
	const named = /(?:^|\s)(?:MsoHeading|Heading|Rubrik)([1-6])(?:\s|$)/.exec(
		element.getAttribute('class') ?? '',
	)?.[1];
	if (named !== undefined && tag === 'p') return Number(named);
	return tag === 'p' && /(?:^|\s)MsoTitle(?:\s|$)/.test(element.getAttribute('class') ?? '') ? 0 : undefined;
}

/** The text of the mark that Word draws before a list's paragraph. */
function listMark(element: Element): string {
	for (const inner of element.querySelectorAll(`[${STYLE_ATTRIBUTE}]`))
		if (stylesOf(inner).get('mso-list') === 'ignore') return inner.textContent ?? '';
	return '';
}

function levelOf(item: Element, list: Element): number | undefined {
	const said = item.getAttribute('data-aria-level') ?? item.getAttribute('aria-level');
	if (said !== null) return Number(said) || 1;
	// Slack counts from 0, on the item or on its list.
	const indent = item.getAttribute('data-stringify-indent') ?? list.getAttribute('data-indent');
	return indent === null ? undefined : (Number(indent) || 0) + 1;
}

/** Word on the web and Slack give each item, or each level, a list element of its own. */
function idOfList(item: Element, list: Element): string | undefined {
	const id = item.getAttribute('data-listid');
	if (id !== null) return `listid ${id}`;
	return list.hasAttribute('data-stringify-type') ? 'slack' : undefined;
}

/** Rows and captions of this table, not of one within it. */
function* rowsOf(table: Element, head = false): Generator<{ element: Element; head: boolean }> {
	for (const child of table.children) {
		const tag = child.localName.toLowerCase();
		if (tag === 'tr' || tag === 'caption') yield { element: child, head };
		else if (tag === 'thead' || tag === 'tbody' || tag === 'tfoot') yield* rowsOf(child, tag === 'thead');
	}
}

const MAX_SPAN = 50;
function span(cell: Element, name: 'colspan' | 'rowspan'): number {
	const said = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
	return said >= 1 ? Math.min(said, MAX_SPAN) : 1;
}

const pixels = (size: string | null | undefined): number => Number.parseFloat(size ?? '') || Infinity;

const isTiny = (image: Element, styles: Styles): boolean =>
	pixels(image.getAttribute('width') ?? styles.get('width')) < LEAST_PICTURE ||
	pixels(image.getAttribute('height') ?? styles.get('height')) < LEAST_PICTURE;
