/**
 * Clean, safe HTML of what Word, Google Docs, Excel, mail or a web page put on the clipboard: the words, their
 * emphasis, links that may be followed, headings, lists, quotations and tables. No scripts, styles, classes,
 * comments or addresses of pictures come through, because nothing does that is not written anew here.
 */
import { blocksHtml } from './blocks.ts';
import { readPasted } from './read.ts';
import { STYLE_ATTRIBUTE } from './styles.ts';

export interface CleanPaste {
	html: string;
	/** Pictures that came in the HTML itself, to be uploaded. */
	pictures: string[];
	/** How many pictures were left behind because they lie elsewhere. */
	missing: number;
	/** A table was too large and lost its last rows or columns. */
	cut: boolean;
}

/** Makes a document of HTML without running or fetching anything of it, as DOMParser does. */
export type HtmlParser = (html: string) => Document;

export function cleanPastedHtml(html: string, parse: HtmlParser): CleanPaste {
	const { html: quiet, sheets } = withoutStyles(html);
	const { blocks, pictures, missing, cut } = readPasted(parse(quiet).body, sheets);
	return { html: blocks.length > 0 ? blocksHtml(blocks) : '', pictures, missing, cut };
}

const SHEET = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;
const BASE = /<base\b[^>]*>/gi;
const TAG = /<[a-z][^>]*>/gi;

/**
 * The same without what a strict content policy would block and report in the parsed document as well: style
 * sheets and base addresses are taken out, `style` lies under another name. What is missed only goes unread.
 */
export function withoutStyles(html: string): { html: string; sheets: string[] } {
	const sheets = [...html.matchAll(SHEET)].map(([, sheet]) => sheet ?? '');
	const quiet = html
		.replace(SHEET, '')
		.replace(BASE, '')
		.replace(TAG, (tag) => tag.replace(/([\s"'])style(\s*=)/gi, `$1 ${STYLE_ATTRIBUTE}$2`));
	return { html: quiet, sheets };
}
