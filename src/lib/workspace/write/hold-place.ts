import { laidOut } from './laid-out.ts';

/**
 * Keeps what is being read or written where it is on the screen while sections change places around it. Browsers do
 * this by themselves for what grows above; here it is for what is taken out of the page and put in elsewhere.
 */

/** Elements in whose order one reads: the one with the focus counts, otherwise the first that is on the screen. */
function anchorAmong(selector: string): Element | undefined {
	const focused = document.activeElement?.closest(selector);
	if (focused) return focused;
	for (const element of document.querySelectorAll(selector)) {
		if (laidOut(element) && element.getBoundingClientRect().bottom > 0) return element;
	}
	return undefined;
}

/** Call before the page changes; what it returns puts everything back, once the page has changed. */
export function holdPlace(selector: string): () => void {
	const anchor = anchorAmong(selector);
	if (!anchor) return () => undefined;
	const { activeElement } = document;
	const before = anchor.getBoundingClientRect().top;
	const root = document.documentElement;
	// The browser's own anchoring would count the same distance a second time.
	root.style.overflowAnchor = 'none';
	return () => {
		if (anchor.isConnected) window.scrollBy({ top: anchor.getBoundingClientRect().top - before });
		// What was taken out and put in elsewhere has lost the focus, though it is the same element.
		if (
			activeElement instanceof HTMLElement &&
			activeElement.isConnected &&
			document.activeElement !== activeElement &&
			(document.activeElement === document.body || document.activeElement === null)
		)
			activeElement.focus({ preventScroll: true });
		requestAnimationFrame(() => requestAnimationFrame(() => root.style.removeProperty('overflow-anchor')));
	};
}
