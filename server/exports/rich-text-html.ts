/** Co-written text as HTML: known nodes and marks only, addresses checked again, every letter escaped. */
import { safeAddress } from '#document/links.ts';
import type { RichText, RichTextMark, RichTextNode } from '#domain/report/rich-text.ts';
import { html, trusted, type Html } from './html.ts';

/** `level`: the heading level of a first-level heading inside the text, 1–6. */
export function richTextHtml(text: RichText, level: number): Html {
	return html`${text.content.map((node) => nodeHtml(node, level))}`;
}

function nodeHtml(node: RichTextNode, level: number): Html {
	if (node.text !== undefined) return (node.marks ?? []).reduceRight(markHtml, html`${node.text}`);
	const inner = (node.content ?? []).map((child) => nodeHtml(child, level));
	switch (node.type) {
		case 'paragraph':
			return html`<p>${inner}</p>`;
		case 'heading':
			return heading(Math.min(6, level - 1 + wholeNumber(node.attrs?.level, 1)), inner);
		case 'blockquote':
			return html`<blockquote>${inner}</blockquote>`;
		case 'bullet_list':
			return html`<ul>
				${inner}
			</ul>`;
		case 'ordered_list':
			return html`<ol start="${wholeNumber(node.attrs?.order, 1)}">
				${inner}
			</ol>`;
		case 'list_item':
			return html`<li>${inner}</li>`;
		case 'code_block':
			return html`<pre>${inner}</pre>`;
		case 'horizontal_rule':
			return html`<hr />`;
		case 'hard_break':
			return html`<br />`;
		default:
			// A node that the report does not know keeps its words.
			return html`${inner}`;
	}
}

export const heading = (level: number, inner: Html | readonly Html[]): Html => {
	const tag = trusted(`h${level}`);
	return html`<${tag}>${inner}</${tag}>`;
};

const wholeNumber = (value: unknown, otherwise: number): number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : otherwise;

function markHtml(inner: Html, mark: RichTextMark): Html {
	switch (mark.type) {
		case 'strong':
			return html`<strong>${inner}</strong>`;
		case 'em':
			return html`<em>${inner}</em>`;
		case 'code':
			return html`<code>${inner}</code>`;
		case 'link': {
			const href = typeof mark.attrs?.href === 'string' ? safeAddress(mark.attrs.href) : undefined;
			return href === undefined ? inner : html`<a href="${href}" rel="noopener noreferrer">${inner}</a>`;
		}
		default:
			return inner;
	}
}
