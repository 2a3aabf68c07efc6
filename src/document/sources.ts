/**
 * The register of evidence in the shared document: sources, what each says on a subquestion, and where texts cite
 * them. Reads never make a root; each write is one transaction of plain values.
 */
import type * as Y from 'yjs';
import type { CoverageLink } from '#domain/evidence/coverage.ts';
import { entriesOf } from './evaluation-document.ts';
import { keyOf, parseMapPlace } from './paths.ts';
import { parseValue, type Citation, type Evidence, type Source } from './values.ts';

export type SourceRow = Source & { id: string };
type Entries = Iterable<readonly [string, unknown]>;

export const readSource = (doc: Y.Doc, id: string): Source | undefined =>
	doc.share.has('sources') ? parseValue('sources', doc.getMap('sources').get(id)) : undefined;

/** By kind, then title; the same order for everybody. */
export function sourceRows(entries: Entries): SourceRow[] {
	const rows: SourceRow[] = [];
	for (const [id, raw] of entries) {
		const source = parseValue('sources', raw);
		if (source) rows.push({ id, ...source });
	}
	return rows.sort((a, b) => a.title.localeCompare(b.title, 'sv') || (a.id < b.id ? -1 : 1));
}

export const rowsById = (rows: readonly SourceRow[]): ReadonlyMap<string, SourceRow> =>
	new Map(rows.map((row) => [row.id, row]));

/**
 * What sources say on subquestions. A source that only names its subquestions, as other programs may write it, is
 * linked to them without a stance.
 */
export function evidenceLinks(evidence: Entries, sources: Iterable<SourceRow>): CoverageLink[] {
	const links = new Map<string, CoverageLink>();
	for (const [key, raw] of evidence) {
		const place = parseMapPlace('evidence', key);
		const value = parseValue('evidence', raw);
		if (place?.kind !== 'evidence' || !value) continue;
		const { subquestionId, sourceId } = place;
		links.set(key, { subquestionId, sourceId, ...value });
	}
	for (const { id: sourceId, subquestions = [] } of sources)
		for (const subquestionId of subquestions) {
			const key = keyOf({ kind: 'evidence', subquestionId, sourceId });
			if (!links.has(key)) links.set(key, { subquestionId, sourceId, stance: 'neutral' });
		}
	return [...links.values()];
}

export const putSource = (doc: Y.Doc, id: string, source: Source): void => {
	doc.getMap('sources').set(id, source);
};

/** Undefined: the source says nothing on it any more. */
export function link(
	doc: Y.Doc,
	subquestionId: string,
	sourceId: string,
	evidence: Evidence | undefined,
): void {
	const key = keyOf({ kind: 'evidence', subquestionId, sourceId });
	doc.transact(() => {
		if (evidence) doc.getMap('evidence').set(key, evidence);
		else doc.getMap('evidence').delete(key);
		const source = readSource(doc, sourceId);
		if (!source?.subquestions?.includes(subquestionId)) return;
		const { subquestions, ...rest } = source;
		const left = subquestions.filter((id) => id !== subquestionId);
		doc.getMap('sources').set(sourceId, left.length > 0 ? { ...rest, subquestions: left } : rest);
	});
}

/** A source with everything that hangs on it in the register, so that removing it can be undone. */
export interface RemovedSource {
	id: string;
	source: Source;
	evidence: readonly (readonly [string, Evidence])[];
	citations: readonly (readonly [string, Citation])[];
}

/** Undefined where there is no such source. Marks in texts stay where they are: they are other people's words. */
export function removeSource(doc: Y.Doc, id: string): RemovedSource | undefined {
	const source = readSource(doc, id);
	if (!source) return undefined;
	const of = <R extends 'evidence' | 'citations'>(root: R) =>
		[...entriesOf(doc, root)].flatMap(([key, raw]) => {
			const value = key.endsWith(`/${id}`) ? parseValue(root, raw) : undefined;
			return value === undefined ? [] : [[key, value] as const];
		});
	const removed: RemovedSource = { id, source, evidence: of('evidence'), citations: of('citations') };
	doc.transact(() => {
		doc.getMap('sources').delete(id);
		for (const [key] of removed.evidence) doc.getMap('evidence').delete(key);
		for (const [key] of removed.citations) doc.getMap('citations').delete(key);
	});
	return removed;
}

/** Brings back what was removed, beside what others have written since. */
export function bringBack(doc: Y.Doc, { id, source, evidence, citations }: RemovedSource): void {
	doc.transact(() => {
		const absent = (root: 'sources' | 'evidence' | 'citations', key: string, value: object) => {
			const map = doc.getMap(root);
			if (!map.has(key)) map.set(key, value);
		};
		absent('sources', id, source);
		for (const [key, value] of evidence) absent('evidence', key, value);
		for (const [key, value] of citations) absent('citations', key, value);
	});
}
