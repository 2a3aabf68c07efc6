/**
 * Bringing an earlier state back as a new change. What a group wrote together can be brought back; what is
 * somebody's own (scores, positions, contributions to conversations) is never put into their mouth again, and
 * consensus follows rules of its own.
 */
import type * as Y from 'yjs';
import type { Comparison } from './comparison.ts';
import { parseSectionId } from './paths.ts';
import { writeRichText } from './rich-text.ts';
import { textRoot, type ContentRoot } from './roots.ts';

/** Roots that hold the group's common work. */
const COMMON: ReadonlySet<ContentRoot> = new Set([
	'findings',
	'sources',
	'citations',
	'sections',
	'outline',
	'facts',
	'roleModels',
	'questions',
	'evidence',
]);

/** The part of a difference that can be brought back: everywhere, or of one section with what hangs on it. */
export function restorable({ entries, texts }: Comparison, section?: string): Comparison {
	if (section === undefined) return { entries: entries.filter(({ root }) => COMMON.has(root)), texts };
	const parsed = parseSectionId(section);
	return {
		entries: entries.filter(
			({ root, key }) =>
				(root === 'citations' && key.startsWith(`${section}/`)) ||
				(root === 'outline' && key === section) ||
				(root === 'findings' && parsed?.kind === 'finding' && key === parsed.findingId),
		),
		texts: texts.filter((text) => text.section === section),
	};
}

/** Carries out a difference that begins with this document. Only what differs is touched. */
export function writeComparison(doc: Y.Doc, { entries, texts }: Comparison): void {
	for (const { root, key, after } of entries) {
		const map = doc.getMap(root);
		if (after === undefined) map.delete(key);
		else map.set(key, after);
	}
	for (const { section, after } of texts) {
		const fragment = doc.getXmlFragment(textRoot(section));
		fragment.delete(0, fragment.length);
		if (after) writeRichText(fragment, after);
	}
}
