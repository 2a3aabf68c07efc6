/**
 * The canonical content of an evaluation's document: the same JSON for the same content, whoever wrote it in
 * whatever order. Snapshots hold it, hashes are taken over it, reports are made from it.
 */
import canonicalize from 'canonicalize';
import type * as Y from 'yjs';
import { isBlank, type Json, type RichText } from '#domain/report/rich-text.ts';
import { plain, plainJson, readRichText } from './rich-text.ts';
import {
	CONTENT_ROOTS,
	LATER_ROOTS,
	sectionOfRoot,
	textRoot,
	type ContentRoot,
	type LaterRoot,
} from './roots.ts';

type Entries = Record<string, Json>;

/**
 * One entry per map root of the result, empty or not (later roots: if they hold something), and one per text that
 * says something, by the root's name.
 */
export type CanonicalContent = Record<Exclude<ContentRoot, LaterRoot>, Entries> &
	Partial<Record<LaterRoot, Entries>> & {
		[textRoot: `text:${string}`]: RichText;
	};

const isLater = (root: ContentRoot): boolean => (LATER_ROOTS as readonly ContentRoot[]).includes(root);

/** Whether content holds a root with these entries at all. */
export const isHeld = (root: ContentRoot, entries: Entries): boolean =>
	!isLater(root) || Object.keys(entries).length > 0;

/** The entries of a root; none where the content does not hold it. */
export const contentEntries = (content: CanonicalContent, root: ContentRoot): Entries => content[root] ?? {};

/** Known roots only; the document is read, never written, and no root comes into being by being read. */
export function canonicalContent(doc: Y.Doc): CanonicalContent {
	const roots: [string, Json | RichText][] = CONTENT_ROOTS.flatMap((root): [string, Json][] => {
		const entries = doc.share.has(root) ? mapContent(doc.getMap(root)) : {};
		return isHeld(root, entries) ? [[root, entries]] : [];
	});
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
