/** The words of a document's sections. Reading makes no text that is not there. */
import type * as Y from 'yjs';
import type { RichText } from '#domain/report/rich-text.ts';
import { readRichText } from './rich-text.ts';
import { sectionOfRoot, textRoot } from './roots.ts';

/** Section id → its words: of these sections, or of all that have any. */
export function readTexts(doc: Y.Doc, sections?: Iterable<string>): Record<string, RichText> {
	const wanted = sections ?? [...doc.share.keys()].flatMap((root) => sectionOfRoot(root) ?? []);
	const texts: Record<string, RichText> = {};
	for (const section of wanted) {
		const root = textRoot(section);
		if (doc.share.has(root)) texts[section] = readRichText(doc.getXmlFragment(root));
	}
	return texts;
}
