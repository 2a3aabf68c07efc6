/** What the palette finds: subquestions by number or words, areas, sections and facts of the report, people, parts of the evaluation, commands. */

export type EntryKind =
	'question' | 'area' | 'section' | 'fact' | 'roleModel' | 'asked' | 'person' | 'view' | 'command';

export interface Entry {
	kind: EntryKind;
	/** Unique among all entries. */
	id: string;
	label: string;
	/** A number or initials shown in front. */
	mark?: string | undefined;
	/** The key that does the same. */
	keys?: string | undefined;
	run(): void;
}

/** Without accents and case, so that "malgrupp" finds "Målgrupp". */
export const fold = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{Mn}/gu, '')
		.toLowerCase();

/**
 * How well an entry fits; higher is better, 0 not at all. A number in front that begins with the query counts
 * most, then a word that begins with it, then anything that holds every word of it.
 */
export function fit(entry: Pick<Entry, 'label' | 'mark'>, query: string): number {
	const wanted = fold(query.replace(',', '.')).split(/\s+/).filter(Boolean);
	if (wanted.length === 0) return 1;
	const mark = fold(entry.mark ?? '');
	const label = fold(entry.label);
	const words = label.split(/[^\p{L}\p{N}]+/u);
	let total = 0;
	for (const word of wanted) {
		if (mark === word) total += 8;
		else if (mark.startsWith(word)) total += 6;
		else if (words.some((part) => part.startsWith(word))) total += 3;
		else if (label.includes(word)) total += 1;
		else return 0;
	}
	return total;
}

/** The best first; entries that fit equally stay in their order. */
export const search = (entries: readonly Entry[], query: string): Entry[] =>
	entries
		.map((entry) => ({ entry, score: fit(entry, query) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ entry }) => entry);
