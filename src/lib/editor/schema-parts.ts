/** The schema's nodes and marks by name, known to exist: a misspelt one ends the module's loading, not an edit. */
import type { MarkType, NodeType } from 'prosemirror-model';
import { richTextSchema } from '#document/rich-text-schema.ts';

function node(name: string): NodeType {
	const type = richTextSchema.nodes[name];
	if (!type) throw new Error(`The rich-text schema has no node ${name}.`);
	return type;
}

function mark(name: string): MarkType {
	const type = richTextSchema.marks[name];
	if (!type) throw new Error(`The rich-text schema has no mark ${name}.`);
	return type;
}

export const nodes = {
	paragraph: node('paragraph'),
	heading: node('heading'),
	blockquote: node('blockquote'),
	bulletList: node('bullet_list'),
	orderedList: node('ordered_list'),
	listItem: node('list_item'),
	hardBreak: node('hard_break'),
	table: node('table'),
	tableRow: node('table_row'),
	tableCell: node('table_cell'),
	tableHeader: node('table_header'),
	figure: node('figure'),
	reference: node('reference'),
	citation: node('citation'),
};

export const marks = { strong: mark('strong'), em: mark('em'), link: mark('link') };
