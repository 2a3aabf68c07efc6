/** Where an evaluation's content names uploaded files: figures in its texts, and sources. */
import type { RichText, RichTextNode } from '#domain/report/rich-text.ts';
import { contentEntries, type CanonicalContent } from './content.ts';
import { reviewDraft } from './review-draft.ts';
import { sectionOfRoot } from './roots.ts';
import { parseValue } from './values.ts';

/** Files that a text shows. */
export function* figuresIn(text: RichText): Generator<string> {
	const open: RichTextNode[] = [...text.content];
	for (let node = open.pop(); node; node = open.pop()) {
		const file = node.type === 'figure' ? node.attrs?.['file'] : undefined;
		if (typeof file === 'string') yield file;
		open.push(...(node.content ?? []));
	}
}

export type FileUse = { section: string } | { source: string; title: string };

/** Where a file is used now. */
export function usesOf(content: CanonicalContent, file: string): FileUse[] {
	const uses: FileUse[] = [];
	for (const [root, text] of Object.entries(content)) {
		const section = sectionOfRoot(root);
		if (section !== undefined && [...figuresIn(text as RichText)].includes(file)) uses.push({ section });
	}
	for (const [source, raw] of Object.entries(contentEntries(content, 'sources'))) {
		const value = parseValue('sources', raw);
		if (value?.file === file) uses.push({ source, title: value.title });
	}
	return uses;
}

/**
 * What somebody outside the group may see of an evaluation's files: the illustrations of the report's own texts.
 * What belongs to an interview stays inside, wherever else it is shown.
 */
export function filesShown(content: CanonicalContent): Set<string> {
	const shown = new Set<string>();
	for (const text of reviewDraft(content).texts.values()) for (const file of figuresIn(text)) shown.add(file);
	for (const raw of Object.values(contentEntries(content, 'sources'))) {
		const source = parseValue('sources', raw);
		if (source?.kind === 'interview' && source.file !== undefined) shown.delete(source.file);
	}
	return shown;
}
