/** What the reader has selected in a draft, as a stretch of one place's text. */
import type { Stretch } from '#document/anchors.ts';

export interface Picked {
	on: string;
	stretch: Stretch & { words: string };
	/** Below which a button may stand, from the top of the page. */
	top: number;
	left: number;
}

const TEXT = '[data-place]';

const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);

/** Undefined where nothing is selected, or more than one text. */
export function pickedIn(root: HTMLElement, selection: Selection | null): Picked | undefined {
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
	const range = selection.getRangeAt(0);
	const text = elementOf(range.startContainer)?.closest<HTMLElement>(TEXT);
	if (!text || !root.contains(text)) return undefined;
	// A selection that runs on to the next paragraph's beginning still means this text.
	const end = elementOf(range.endContainer)?.closest<HTMLElement>(TEXT) === text;
	const from = charactersBefore(text, range.startContainer, range.startOffset);
	const to = end ? charactersBefore(text, range.endContainer, range.endOffset) : said(text).length;
	const words = said(text).slice(from, to);
	const on = text.dataset['place'];
	if (on === undefined || words.trim() === '') return undefined;
	const box = range.getBoundingClientRect();
	return { on, stretch: { from, to, words }, top: box.bottom, left: box.left };
}

function charactersBefore(text: HTMLElement, node: Node, offset: number): number {
	const range = document.createRange();
	range.setStart(text, 0);
	range.setEnd(node, offset);
	return said(range.cloneContents()).length;
}

/** The characters of the text itself: what a reference reads as is not among them, nor a blank beside a picture. */
function said(of: ParentNode & Node): string {
	if (!of.querySelector('[data-label], figure')) return of.textContent ?? '';
	const copy = of.cloneNode(true) as ParentNode & Node;
	for (const label of copy.querySelectorAll('[data-label]')) label.remove();
	for (const figure of copy.querySelectorAll('figure'))
		for (const child of [...figure.childNodes]) if (child.nodeType === Node.TEXT_NODE) child.remove();
	return copy.textContent ?? '';
}
