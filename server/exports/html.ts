/** HTML that is safe by construction: whatever is put into a template is escaped unless it is a template itself. */

const SAFE = Symbol('safe html');

export interface Html {
	readonly [SAFE]: string;
}

type Part = Html | string | number | null | undefined | readonly Part[];

export const escapeHtml = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');

function render(part: Part): string {
	if (part === null || part === undefined) return '';
	if (typeof part === 'string') return escapeHtml(part);
	if (typeof part === 'number') return String(part);
	if (SAFE in part) return part[SAFE];
	return part.map(render).join('');
}

/** Attributes must be quoted in the template; then a value cannot leave its place. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({
	[SAFE]: strings.reduce((out, string, i) => out + render(parts[i - 1]) + string),
});

/** For texts of our own, such as the style sheet: taken as they are. */
export const trusted = (text: string): Html => ({ [SAFE]: text });

export const toText = (markup: Html): string => markup[SAFE];
