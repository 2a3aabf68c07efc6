/**
 * The canonical content of an evaluation's document: the same JSON for the same content, whoever wrote it in
 * whatever order. Snapshots hold it, hashes are taken over it, reports are made from it.
 */
import canonicalize from 'canonicalize';
import type * as Y from 'yjs';
import { isBlank, type Json, type RichText } from '#domain/report/rich-text.ts';
import { plain, plainJson, readRichText } from './rich-text.ts';
import { CONTENT_ROOTS, sectionOfRoot, textRoot, type ContentRoot } from './roots.ts';

/** One entry per map root of the result, empty or not, and one per text that says something, by the root's name. */
export type CanonicalContent = Record<ContentRoot, Record<string, Json>> & {
	[textRoot: `text:${string}`]: RichText;
};

/** Known roots only; the document is read, never written, and no root comes into being by being read. */
export function canonicalContent(doc: Y.Doc): CanonicalContent {
	const roots: [string, Json | RichText][] = CONTENT_ROOTS.map((root) => [
		root,
		doc.share.has(root) ? mapContent(doc.getMap(root)) : {},
	]);
	for (const root of [...doc.share.keys()]) {
		if (sectionOfRoot(root) === undefined) continue;
		const text = readRichText(doc.getXmlFragment(root));
		if (!isBlank(text)) roots.push([plain(root), text]);
	}
	roots.sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(roots) as CanonicalContent;
}

/** `toJSON` of a map would also unfold shared types; there are none in a flat map, and none may enter here. */
const mapContent = (map: Y.Map<unknown>): Record<string, Json> =>
	plainJson(Object.fromEntries(map.entries())) as Record<string, Json>;

/** The text of a section; undefined where there is none. */
export const textOf = (content: CanonicalContent, sectionId: string): RichText | undefined =>
	content[textRoot(sectionId) as `text:${string}`];

/** RFC 8785 form: the bytes that hashes are taken over, and what the API sends. */
export function canonicalJson(content: object): string {
	const json = canonicalize(content);
	if (json === undefined) throw new TypeError('Only an object has a canonical form here.');
	return json;
}
