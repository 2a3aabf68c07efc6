/** Texts with every shape that the report's words can have. */
import type { RichText } from '#domain/report/rich-text.ts';

export const SUMMARY: RichText = {
	type: 'doc',
	content: [
		{ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Helheten' }] },
		{
			type: 'paragraph',
			content: [
				{ type: 'text', text: 'Kommunen är ' },
				{ type: 'text', marks: [{ type: 'strong' }], text: 'öppen' },
				{ type: 'text', text: ' och ' },
				{
					type: 'text',
					marks: [{ type: 'link', attrs: { href: 'https://example.test/', title: null } }, { type: 'em' }],
					text: 'nära',
				},
				{ type: 'text', text: '.' },
				{ type: 'hard_break' },
				{ type: 'text', text: 'Ny rad – ”citat”, å ä ö 🙂.' },
			],
		},
		{
			type: 'ordered_list',
			attrs: { order: 3 },
			content: [
				{
					type: 'list_item',
					content: [
						{ type: 'paragraph', content: [{ type: 'text', text: 'Tredje' }] },
						{
							type: 'bullet_list',
							content: [
								{
									type: 'list_item',
									content: [{ type: 'paragraph', content: [{ type: 'text', text: 'inuti' }] }],
								},
							],
						},
					],
				},
			],
		},
		{
			type: 'blockquote',
			content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Sagt av någon.' }] }],
		},
	],
};

export const FINDING: RichText = {
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tydliga mål på webben.' }] }],
};
