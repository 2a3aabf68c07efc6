/**
 * Which texts rest on which source: the marks in the texts are the truth of it, the entries of `citations` hold what
 * was quoted.
 */
import type * as Y from 'yjs';
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';
import { entriesOf } from './evaluation-document.ts';
import { keyOf, parseMapPlace, parseSectionId, sectionId } from './paths.ts';
import { readRichText } from './rich-text.ts';
import { sectionOfRoot } from './roots.ts';
import type { Citation } from './values.ts';

/** Sources that a text cites, each once, in the order of their first marks. */
export function citedIn(text: RichText): string[] {
	const found = new Set<string>();
	const look = (nodes: readonly RichTextNode[]): void => {
		for (const node of nodes) {
			const source = node.type === 'citation' ? node.attrs?.['source'] : undefined;
			if (typeof source === 'string') found.add(source);
			look(node.content ?? []);
		}
	};
	look(text.content);
	return [...found];
}

/** Section ids of the texts that cite a source: by a mark, or by an entry that another program wrote. */
export function citingSections(doc: Y.Doc, sourceId: string): string[] {
	const sections = new Set<string>();
	for (const root of doc.share.keys()) {
		const section = sectionOfRoot(root);
		if (section !== undefined && citedIn(readRichText(doc.getXmlFragment(root))).includes(sourceId))
			sections.add(section);
	}
	for (const [key] of entriesOf(doc, 'citations')) {
		const place = parseMapPlace('citations', key);
		if (place?.kind === 'citation' && place.sourceId === sourceId) sections.add(sectionId(place.section));
	}
	return [...sections].sort();
}

/** The register's side of a mark: that this section cites this source. What was quoted before stays. */
export function cite(doc: Y.Doc, section: string, sourceId: string, citation: Citation = {}): void {
	const parsed = parseSectionId(section);
	if (!parsed) return;
	const key = keyOf({ kind: 'citation', section: parsed, sourceId });
	const map = doc.getMap('citations');
	if (map.has(key) && Object.keys(citation).length === 0) return;
	map.set(key, citation);
}
