/**
 * What differs between two kept versions, or between one and now: entries with old and new value, texts marked
 * word by word, and the figures as they print. Ballots are never read, so nothing unrevealed can be in it.
 */
import { markedText, type MarkedBlock } from '#domain/comparison/marked-text.ts';
import type { Framework } from '#domain/framework/framework.ts';
import { figures } from '#domain/points/totals.ts';
import { compareContents, type EntryChange } from '#document/comparison.ts';
import { agreedFigures, readConsensus } from '#document/consensus.ts';
import { canonicalContent, textOf, type CanonicalContent } from '#document/content.ts';
import { findingSection } from '#document/roots.ts';
import type { Connection } from '../db/pool.ts';
import * as snapshots from '../db/snapshots.ts';
import type { SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { notFound } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { peopleOf, type NamedPerson } from './people.ts';
import { contentHash, type SnapshotKind } from './snapshots.ts';
import type { Timeline } from './timeline.ts';

/** One of the two. `id` and what belongs to a snapshot are null for the document at a log position, or as it is now. */
export interface ComparedVersion {
	id: string | null;
	label: string | null;
	kind: SnapshotKind | null;
	/** Log position. */
	seq: number;
	sha256: string;
	/** ISO 8601; null: now. */
	at: string | null;
}

/** Whole points as printed; `achieved` is null while something is missing, `soFar` then the sum of what is there. */
export interface PrintedSum {
	achieved: number | null;
	soFar: number;
}

export interface MarkedSection {
	section: string;
	/** Whether the words differ; the words of a finding that changed otherwise come along as they are. */
	changed: boolean;
	blocks: MarkedBlock[];
}

export interface VersionComparison {
	from: ComparedVersion;
	to: ComparedVersion;
	total: { before: PrintedSum; after: PrintedSum };
	/** All areas, in the framework's order. */
	areas: { id: string; before: PrintedSum; after: PrintedSum }[];
	/** Absent `before`: added; absent `after`: removed. */
	entries: EntryChange[];
	texts: MarkedSection[];
	/** Whom the keys name. */
	people: NamedPerson[];
}

export const NOW = 'now';
/** `at:120`: the document at that log position. */
const POSITION = /^at:(\d{1,15})$/;

export interface Comparisons {
	/**
	 * Ids of snapshots, `at:<log position>` or `NOW`, in either order. Members who may open the shared document;
	 * throws 403 for reviewers, 404 for an unknown snapshot or position.
	 */
	between(actor: Actor, evaluationId: string, from: string, to: string): Promise<VersionComparison>;
}

interface ComparisonParts {
	connection: Connection;
	sync: Pick<SyncHub, 'read'>;
	frameworks: Pick<Frameworks, 'known'>;
	timeline: Pick<Timeline, 'moment'>;
}

interface Version {
	version: ComparedVersion;
	content: CanonicalContent;
}

export function createComparisons({
	connection: { db },
	sync,
	frameworks,
	timeline,
}: ComparisonParts): Comparisons {
	async function positionOf(actor: Actor, evaluationId: string, position: number): Promise<Version> {
		const { seq, at, content } = await timeline.moment(actor, evaluationId, position);
		return {
			version: { id: null, label: null, kind: null, seq, sha256: contentHash(content), at },
			content,
		};
	}

	async function versionOf(actor: Actor, evaluationId: string, id: string): Promise<Version> {
		if (id === NOW)
			return sync.read(evaluationRoom(evaluationId), (doc, { seq }) => {
				const content = canonicalContent(doc);
				const sha256 = contentHash(content);
				return { version: { id: null, label: null, kind: null, seq, sha256, at: null }, content };
			});
		const position = POSITION.exec(id)?.[1];
		if (position !== undefined) return positionOf(actor, evaluationId, Number(position));
		const row = await snapshots.find(db, evaluationId, id);
		if (!row) throw notFound();
		const { label, kind, seq, sha256, at } = row;
		return {
			version: { id, label, kind, seq, sha256, at: at.toISOString() },
			content: row.content as CanonicalContent,
		};
	}

	return {
		async between(actor, evaluationId, from, to) {
			const { evaluation } = await access(db, actor, evaluationId, 'snapshot.read');
			const framework = await frameworks.known(evaluation.framework_id);
			const before = await versionOf(actor, evaluationId, from);
			const after = await versionOf(actor, evaluationId, to);
			const { entries, texts } = compareContents(before.content, after.content);
			const differing = new Set(texts.map(({ section }) => section));
			const sections = new Set([...differing, ...wordsOfFindings(entries)]);
			return {
				from: before.version,
				to: after.version,
				...sums(framework, before.content, after.content),
				entries,
				texts: [...sections].sort().map((section) => ({
					section,
					changed: differing.has(section),
					blocks: markedText(textOf(before.content, section), textOf(after.content, section)),
				})),
				people: await peopleOf(db, evaluationId),
			};
		},
	};
}

/** A finding that moved or went is told by its words, also where these stayed. */
const wordsOfFindings = (entries: readonly EntryChange[]): string[] =>
	entries.filter(({ root }) => root === 'findings').map(({ key }) => findingSection(key));

function sums(
	framework: Framework,
	before: CanonicalContent,
	after: CanonicalContent,
): Pick<VersionComparison, 'total' | 'areas'> {
	const [was, is] = [before, after].map((content) =>
		figures(framework, agreedFigures(readConsensus(Object.entries(content.consensus)))),
	) as [ReturnType<typeof figures>, ReturnType<typeof figures>];
	const printed = ({ achieved, soFar }: PrintedSum): PrintedSum => ({ achieved, soFar });
	return {
		total: { before: printed(was.total), after: printed(is.total) },
		areas: was.areas.map((area, n) => ({
			id: area.id,
			before: printed(area),
			after: printed(is.areas[n] ?? area),
		})),
	};
}
