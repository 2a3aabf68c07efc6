/**
 * The rich text of the report as one ProseMirror schema, shared by editor, guard and exports. Names are those of
 * prosemirror-schema-basic and -list. Works in Node without a DOM; the DOM is touched only when pasted HTML is read.
 */
import { Schema, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { marks as basicMarks, nodes as basicNodes } from 'prosemirror-schema-basic';
import { bulletList, listItem, orderedList } from 'prosemirror-schema-list';
import { isSafeAddress, safeAddress } from './links.ts';
import { isStorable } from './values.ts';

export const HEADING_LEVELS = [1, 2, 3, 4, 5, 6] as const;
/** The report's own titles are level 1 and 2 of the page; what is pasted into a section goes no lower than this. */
const LOWEST_PASTED_HEADING = 4;
const MAX_LIST_START = 10_000;
const MAX_LINK_TITLE = 500;

type AttributeCheck = (value: unknown) => boolean;

const isHeadingLevel: AttributeCheck = (value) => HEADING_LEVELS.some((level) => level === value);
const isListStart: AttributeCheck = (value) =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_LIST_START;
const isLinkTitle: AttributeCheck = (value) =>
	value === null || (typeof value === 'string' && value.length <= MAX_LINK_TITLE && isStorable(value));

/** What each attribute may hold. The guard asks these of every attribute before it enters the document. */
export const NODE_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
	heading: { level: isHeadingLevel },
	ordered_list: { order: isListStart },
};
export const MARK_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttributeCheck>>>> = {
	link: { href: isSafeAddress, title: isLinkTitle },
};

/** ProseMirror wants a check that throws. */
const validate = (check: AttributeCheck) => (value: unknown) => {
	if (!check(value)) throw new RangeError(`Attribute value not allowed: ${String(value)}`);
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
