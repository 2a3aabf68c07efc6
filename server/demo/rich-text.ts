/** The few shapes of text that the demonstration uses. */
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';

const paragraph = (words: string): RichTextNode => ({
	type: 'paragraph',
	content: words.split('*').flatMap((piece, i): RichTextNode[] => {
		if (piece === '') return [];
		// Every second piece stood between asterisks.
		return [{ type: 'text', ...(i % 2 === 1 && { marks: [{ type: 'strong' }] }), text: piece }];
	}),
});

const list = (items: readonly string[]): RichTextNode => ({
	type: 'bullet_list',
	content: items.map((item) => ({ type: 'list_item', content: [paragraph(item)] })),
});

/** A text per paragraph, a list of texts per bullet list; words between asterisks are strong. */
export const text = (...blocks: readonly (string | readonly string[])[]): RichText => ({
	type: 'doc',
	content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : list(block))),
});
