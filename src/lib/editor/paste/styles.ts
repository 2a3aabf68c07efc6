/** What other programs say in `style`, `class` and the like: is it bold, is it hidden, which list is it in. */

export type Styles = ReadonlyMap<string, string>;

/** Where `style` lies while the pasted document is read. */
export const STYLE_ATTRIBUTE = 'data-pasted-style';

const NONE: Styles = new Map();

export function stylesOf(element: Element): Styles {
	const style = element.getAttribute(STYLE_ATTRIBUTE);
	return style ? declarations(style) : NONE;
}

function declarations(text: string): Styles {
	const found = new Map<string, string>();
	for (const declaration of text.split(';')) {
		const colon = declaration.indexOf(':');
		if (colon === -1) continue;
		const value = declaration.slice(colon + 1).replace(/!important/i, '');
		found.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase());
	}
	return found;
}

/** Undefined where nothing is said. */
export function isBold(styles: Styles): boolean | undefined {
	const weight = styles.get('font-weight');
	if (weight === undefined || weight === 'inherit') return undefined;
	return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
}

export function isItalic(styles: Styles): boolean | undefined {
	const style = styles.get('font-style');
	if (style === undefined || style === 'inherit') return undefined;
	return style.startsWith('italic') || style.startsWith('oblique');
}

const COMMENTS = /^comment(-list)?$/;

/** Nothing a reader of the other program saw as text: hidden, a list's mark, a reviewer's remark. */
export function isHidden(element: Element, styles: Styles): boolean {
	return (
		element.hasAttribute('hidden') ||
		element.getAttribute('aria-hidden') === 'true' ||
		styles.get('display') === 'none' ||
		styles.get('visibility') === 'hidden' ||
		styles.get('mso-hide') === 'all' ||
		styles.get('mso-list') === 'ignore' ||
		COMMENTS.test(styles.get('mso-element') ?? '')
	);
}

/** Excel says in a style sheet, by classes xl65 and up, which cells are bold. */
export function excelClasses(sheets: Iterable<string>): ReadonlyMap<string, Styles> {
	const classes = new Map<string, Styles>();
	for (const sheet of sheets)
		for (const [, name, body] of sheet.matchAll(/\.(xl\d+)\s*\{([^}]*)\}/g))
			classes.set(name!, declarations(body!));
	return classes;
}

export interface ListPlace {
	/** Items of one list share it. */
	list: string;
	level: number;
}

/** `mso-list:l0 level2 lfo1`: where Word's paragraph stands in a list. */
export function wordList(styles: Styles): ListPlace | undefined {
	const place = /^(l\d+) level(\d+)(?: (lfo\d+))?/.exec(styles.get('mso-list') ?? '');
	return place ? { list: `${place[1]} ${place[3] ?? ''}`, level: Number(place[2]) } : undefined;
}

const NUMBERED = /^\(?(?:\d+[.):])*(\d+|[A-Za-z]{1,5})[.):]/;

/** What a list's mark says: `·` nothing, `3.` and `c)` a number. */
export function markOf(mark: string): { ordered: boolean; start: number } {
	const number = NUMBERED.exec(mark.trim())?.[1];
	if (number === undefined) return { ordered: false, start: 1 };
	if (/^\d/.test(number)) return { ordered: true, start: Number(number) };
	// `i` begins the Roman numbers far more often than it follows h.
	const letter = number.length === 1 && number.toLowerCase() !== 'i';
	return { ordered: true, start: letter ? number.toLowerCase().charCodeAt(0) - 96 : 1 };
}
