/** Co-written text as plain data: ProseMirror's JSON form, without the editor. */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface RichTextMark {
	type: string;
	attrs?: Record<string, Json>;
}

export interface RichTextNode {
	type: string;
	attrs?: Record<string, Json>;
	content?: RichTextNode[];
	marks?: RichTextMark[];
	/** Of `text` nodes only. */
	text?: string;
}

export interface RichText {
	type: 'doc';
	content: RichTextNode[];
}

/** Nodes that say something without a letter in them. */
const LEAVES = new Set(['image', 'figure', 'horizontal_rule', 'reference', 'citation']);

const blank = (node: RichTextNode): boolean =>
	!LEAVES.has(node.type) && (node.text ?? '').trim() === '' && (node.content ?? []).every(blank);

/** Whether a reader would see nothing: emptied paragraphs and blanks count for nothing. */
export const isBlank = (text: RichText): boolean => text.content.every(blank);

const BLOCKS = new Set([
	'paragraph',
	'heading',
	'code_block',
	'list_item',
	'blockquote',
	'horizontal_rule',
	'figure',
	'table_row',
]);

function collect(node: RichTextNode, out: string[]): void {
	if (node.text !== undefined) out.push(node.text);
	else if (node.type === 'hard_break') out.push('\n');
	for (const child of node.content ?? []) collect(child, out);
	if (BLOCKS.has(node.type)) out.push('\n');
}

/** The words alone, one line per paragraph, heading or list item. */
export function plainText(text: RichText): string {
	const out: string[] = [];
	for (const node of text.content) collect(node, out);
	return out
		.join('')
		.replace(/\n{2,}/g, '\n')
		.trim();
}
