/** Two states of an evaluation, and exactly what leads from the one to the other. */
import type { Json, RichText } from '#domain/report/rich-text.ts';
import { canonicalJson, contentEntries, isHeld, textOf, type CanonicalContent } from './content.ts';
import { CONTENT_ROOTS, sectionOfRoot, textRoot, type ContentRoot } from './roots.ts';

/** One entry of a map. Absent `before`: it was added; absent `after`: it was removed. */
export interface EntryChange {
	root: ContentRoot;
	key: string;
	before?: Json;
	after?: Json;
}

export interface TextChange {
	/** Section id. */
	section: string;
	before?: RichText;
	after?: RichText;
}

export interface Comparison {
	/** By root and key. */
	entries: EntryChange[];
	/** By section id. */
	texts: TextChange[];
}

/** Empty lists where both say the same, whoever wrote it and in whatever order. */
export function compareContents(before: CanonicalContent, after: CanonicalContent): Comparison {
	const sections = [...new Set([...sectionsOf(before), ...sectionsOf(after)])].sort();
	return {
		entries: CONTENT_ROOTS.flatMap((root) =>
			entryChanges(root, contentEntries(before, root), contentEntries(after, root)),
		),
		texts: sections.flatMap((section): TextChange[] => {
			const [was, is] = [textOf(before, section), textOf(after, section)];
			if (same(was, is)) return [];
			return [{ section, ...(was && { before: was }), ...(is && { after: is }) }];
		}),
	};
}

/** What `content` becomes when a comparison that begins with it is carried out. */
export function applyComparison(content: CanonicalContent, { entries, texts }: Comparison): CanonicalContent {
	const result = new Map<string, unknown>(Object.entries(content));
	for (const root of CONTENT_ROOTS) {
		const changes = entries.filter((change) => change.root === root);
		if (changes.length === 0) continue;
		const map = new Map(Object.entries(contentEntries(content, root)));
		for (const { key, after } of changes)
			if (after === undefined) map.delete(key);
			else map.set(key, after);
		const held = Object.fromEntries(map);
		if (isHeld(root, held)) result.set(root, held);
		else result.delete(root);
	}
	for (const { section, after } of texts)
		if (after === undefined) result.delete(textRoot(section));
		else result.set(textRoot(section), after);
	return Object.fromEntries(result) as CanonicalContent;
}

/** Section ids of the texts that say something. */
export const sectionsOf = (content: CanonicalContent): string[] =>
	Object.keys(content).flatMap((root) => sectionOfRoot(root) ?? []);

type Entries = Readonly<Record<string, Json>>;

function entryChanges(root: ContentRoot, before: Entries, after: Entries): EntryChange[] {
	const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
	return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key): EntryChange[] => {
		const [old, fresh] = [was.get(key), is.get(key)];
		if (same(old, fresh)) return [];
		return [
			{ root, key, ...(old !== undefined && { before: old }), ...(fresh !== undefined && { after: fresh }) },
		];
	});
}

/** Values as their canonical bytes; an object around them, since a bare value has no such form here. */
const same = (a: Json | RichText | undefined, b: Json | RichText | undefined): boolean =>
	a === undefined || b === undefined ? a === b : canonicalJson({ a }) === canonicalJson({ a: b });
