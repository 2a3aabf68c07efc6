/**
 * Whether the browser has laid this out. Of chapters that are far from the screen it keeps an estimated height alone, and
 * to ask where something in them is would make it lay them out.
 */
export const laidOut = (element: Element): boolean =>
	element.checkVisibility({ contentVisibilityAuto: true });
