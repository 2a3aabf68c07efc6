/** A comparison of two versions as the rows of its page: numbers, findings, sources, texts, and what else differs. */
import type { MarkedBlock } from '#domain/comparison/marked-text.ts';
import { allSubquestions, type Framework } from '#domain/framework/framework.ts';
import type { Json } from '#domain/report/rich-text.ts';
import type { EntryChange } from '#document/comparison.ts';
import { parseMapPlace, parseSectionId } from '#document/paths.ts';
import { findingSection } from '#document/roots.ts';
import { parseValue, type Finding, type Source } from '#document/values.ts';
import type { I18n } from '#lib/i18n/context.ts';
import { figureText, personName, sectionName, type PersonName } from './names.ts';

type Words = Pick<I18n, 't' | 'locale'>;
export type State = 'added' | 'changed' | 'removed';

export interface MarkedSection {
	section: string;
	changed: boolean;
	blocks: MarkedBlock[];
}

export interface Compared {
	entries: readonly EntryChange[];
	texts: readonly MarkedSection[];
	people: readonly PersonName[];
}

export interface NumberRow {
	key: string;
	subquestionId: string;
	/** Whose score; absent for a consensus. */
	person?: string;
	before: string;
	after: string;
	/** The figure stayed; a note, a reason or a motive is another. */
	detailsOnly: boolean;
}

export interface FindingRow {
	id: string;
	state: State;
	finding: Finding | undefined;
	blocks: readonly MarkedBlock[];
}

export interface SourceRow {
	id: string;
	state: State;
	title: string;
	/** Its title before, where that was another. */
	was: string | undefined;
}

export interface TextRow {
	section: string;
	name: string;
	/** Where its text is written. */
	subquestionId: string | undefined;
	blocks: readonly MarkedBlock[];
}

export interface OtherRow {
	root: OtherRoot;
	added: number;
	changed: number;
	removed: number;
}

const OTHER_ROOTS = [
	'firstScores',
	'positions',
	'citations',
	'threads',
	'messages',
	'resolutions',
	'sections',
	'outline',
	'facts',
	'roleModels',
	'questions',
	'evidence',
	'dismissals',
] as const;
export type OtherRoot = (typeof OTHER_ROOTS)[number];

export interface ComparisonRows {
	consensus: NumberRow[];
	scores: NumberRow[];
	findings: FindingRow[];
	sources: SourceRow[];
	texts: TextRow[];
	other: OtherRow[];
}

export function comparisonRows(
	{ entries, texts, people }: Compared,
	framework: Framework,
	words: Words,
): ComparisonRows {
	const of = (root: string) => entries.filter((change) => change.root === root);
	const order = new Map(allSubquestions(framework).map(({ id }, n) => [id, n]));
	const place = (id: string) => order.get(id) ?? order.size;
	const numbers = (root: 'scores' | 'consensus'): NumberRow[] =>
		of(root)
			.flatMap((change): NumberRow[] => {
				const at = parseMapPlace(root, change.key);
				if (at?.kind !== 'score' && at?.kind !== 'consensus') return [];
				const before = figureText(change.before, words);
				const after = figureText(change.after, words);
				return [
					{
						key: change.key,
						subquestionId: at.subquestionId,
						...('userId' in at && { person: personName(people, at.userId, words) }),
						before,
						after,
						detailsOnly: before === after,
					},
				];
			})
			.sort((a, b) => place(a.subquestionId) - place(b.subquestionId));
	const shown = texts.filter(({ section }) => parseSectionId(section)?.kind !== 'finding');
	return {
		consensus: numbers('consensus'),
		scores: numbers('scores'),
		findings: findingRows(of('findings'), texts),
		sources: of('sources').map(sourceRow),
		texts: shown
			.map(({ section, blocks }): TextRow => {
				const place = parseSectionId(section);
				return {
					section,
					name: sectionName(section, words),
					subquestionId: place && 'subquestionId' in place ? place.subquestionId : undefined,
					blocks,
				};
			})
			.sort((a, b) => place(a.subquestionId ?? '') - place(b.subquestionId ?? '')),
		other: OTHER_ROOTS.flatMap((root) => {
			const count = (state: State) => of(root).filter((change) => stateOf(change) === state).length;
			const row = { root, added: count('added'), changed: count('changed'), removed: count('removed') };
			return row.added + row.changed + row.removed > 0 ? [row] : [];
		}),
	};
}

/** Blocks with a stretch that stayed as the number of its blocks, except those next to a change. */
export function condensed(blocks: readonly MarkedBlock[]): (MarkedBlock | number)[] {
	const rows: (MarkedBlock | number)[] = [];
	const near = (n: number) =>
		[n - 1, n, n + 1].some((at) => blocks[at] !== undefined && blocks[at].state !== 'same');
	for (const [n, block] of blocks.entries()) {
		const last = rows.at(-1);
		if (near(n)) rows.push(block);
		else if (typeof last === 'number') rows[rows.length - 1] = last + 1;
		else rows.push(1);
	}
	return rows;
}

const stateOf = ({ before, after }: EntryChange): State =>
	before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

/** Those whose entry changed, and those whose words did. */
function findingRows(changes: readonly EntryChange[], texts: readonly MarkedSection[]): FindingRow[] {
	const rows = changes.map((change): FindingRow => {
		const text = texts.find(({ section }) => section === findingSection(change.key));
		return {
			id: change.key,
			state: stateOf(change),
			finding: parseValue('findings', change.after ?? change.before),
			blocks: text?.blocks ?? [],
		};
	});
	const told = new Set(rows.map(({ id }) => id));
	for (const { section, blocks } of texts) {
		const place = parseSectionId(section);
		if (place?.kind === 'finding' && !told.has(place.findingId))
			rows.push({ id: place.findingId, state: 'changed', finding: undefined, blocks });
	}
	return rows;
}

function sourceRow(change: EntryChange): SourceRow {
	const [before, after] = [change.before, change.after].map((value: Json | undefined): Source | undefined =>
		parseValue('sources', value),
	);
	const title = (after ?? before)?.title ?? change.key;
	const was = after && before && before.title !== after.title ? before.title : undefined;
	return { id: change.key, state: stateOf(change), title, was };
}
