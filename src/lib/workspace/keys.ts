/** The keyboard of the workspace: which key does what, and when a key belongs to the page and not to a field. */

export type Shortcut =
	'next' | 'previous' | 'nextEmpty' | 'write' | 'comment' | 'side' | 'help' | 'palette' | { digit: string };

/** Whether what has the focus takes letters itself. */
export const takesText = (element: Element | null): boolean =>
	element instanceof HTMLElement &&
	(element.isContentEditable ||
		element.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

export interface KeyPress {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

const PLAIN: Readonly<Record<string, Shortcut>> = {
	j: 'next',
	k: 'previous',
	u: 'nextEmpty',
	e: 'write',
	c: 'comment',
	b: 'side',
	'?': 'help',
};

/** `inField`: the focus takes letters, so only the palette's key counts. Undefined: none of ours. */
export function shortcutOf(
	{ key, ctrlKey, metaKey, altKey }: KeyPress,
	inField: boolean,
): Shortcut | undefined {
	if ((ctrlKey || metaKey) && !altKey) return key.toLowerCase() === 'k' ? 'palette' : undefined;
	if (inField || altKey) return undefined;
	if (/^[0-9]$/.test(key)) return { digit: key };
	return Object.hasOwn(PLAIN, key) ? PLAIN[key] : undefined;
}
