/**
 * Clean, safe HTML of what Word, Google Docs, Excel, mail or a web page put on the clipboard: the words, their
 * emphasis, links that may be followed, headings, lists, quotations and tables. No scripts, styles, classes,
 * comments or addresses of pictures come through, because nothing does that is not written anew here.
 */
import { blocksHtml } from './blocks.ts';
import { readPasted } from './read.ts';

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
	const document = parse(html);
	const { blocks, pictures, missing, cut } = readPasted(document.body, document.querySelectorAll('style'));
	return { html: blocks.length > 0 ? blocksHtml(blocks) : '', pictures, missing, cut };
}
