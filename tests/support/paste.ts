/** The paste corpus: HTML as programs put it on the clipboard, and what the report makes of it. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DOMParser as LinkedomParser } from 'linkedom';
import { DOMParser } from 'prosemirror-model';
import { richTextSchema } from '#document/rich-text-schema.ts';
import type { RichText } from '#domain/report/rich-text.ts';
import { cleanPastedHtml, type CleanPaste } from '#lib/editor/paste/clean.ts';

const FOLDER = path.join(import.meta.dirname, 'paste-corpus');

export interface PasteCase {
	name: string;
	html: string;
	/** What the editor holds after it. */
	expected: Expected;
}

export interface Expected {
	doc: RichText;
	/** Pictures in the HTML itself, to be uploaded. */
	pictures: number;
	/** Pictures left behind. */
	missing: number;
}

export const pasteCorpus: readonly PasteCase[] = globSync('*.html', { cwd: FOLDER })
	.sort()
	.map((file) => ({
		name: path.basename(file, '.html'),
		html: readFileSync(path.join(FOLDER, file), 'utf8'),
		expected: JSON.parse(readFileSync(path.join(FOLDER, file.replace('.html', '.json')), 'utf8')) as Expected,
	}));

/** A document as browsers make it: with a body around loose fragments, which this parser does not add. */
export function parseHtml(html: string): Document {
	// Browsers read this as what it stands for; the parser here makes a plain blank of it.
	const spaced = html.replaceAll('&nbsp;', '\u00a0');
	const whole = /<body[\s>]/i.test(spaced) ? spaced : `<html><body>${spaced}</body></html>`;
	return new LinkedomParser().parseFromString(whole, 'text/html') as unknown as Document;
}

export const cleaned = (html: string): CleanPaste => cleanPastedHtml(html, parseHtml);

/** What the editor makes of HTML that it was given. */
export const richTextOf = (html: string): RichText =>
	DOMParser.fromSchema(richTextSchema)
		.parse(parseHtml(html === '' ? '<p></p>' : html).body)
		.toJSON() as RichText;
