/**
 * The timeline of an evaluation, newest first: what people did, joined into activities, between the milestones; and
 * the shared document as it was at any of its moments. Ballots are never part of it.
 */
import type * as Y from 'yjs';
import { areaOf } from '#domain/framework/framework.ts';
import {
	activitiesOf,
	placeOfSection,
	type Activity,
	type LoggedRow,
	type Topic,
} from '#document/activities.ts';
import { canonicalContent, type CanonicalContent } from '#document/content.ts';
import { parseMapPlace, parseSectionId } from '#document/paths.ts';
import { sectionOfRoot } from '#document/roots.ts';
import { parseValue } from '#document/values.ts';
import { suggestionDecisions } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import type { Connection, Db } from '../db/pool.ts';
import * as snapshots from '../db/snapshots.ts';
import { headOf, rowsBetween, writtenAt } from '../db/update-log.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { notFound } from './errors.ts';
import { evaluationRoom } from './evaluation-command.ts';
import type { Frameworks } from './frameworks.ts';
import { entryOf, type HistoryEntry } from './history.ts';
import { WatchedDocument, type Change } from './log-changes.ts';
import { peopleOf, type NamedPerson } from './people.ts';
import { documentAt, replayInto } from './replay.ts';

export interface TimelineQuery {
	/** Only what lies before this log position; default: up to the end. */
	before?: number | undefined;
	/** User id. */
	person?: string | undefined;
	/** Area id. */
	area?: string | undefined;
	/** Subquestion id. */
	subquestion?: string | undefined;
	topic?: Topic | undefined;
}

export interface TimelinePage {
	/** Newest first. Empty where nothing in this stretch of the log fits: then the next page may have some. */
	activities: Activity[];
	/** `before` of the next page; null: this one reaches the beginning. */
	next: number | null;
	/** Whom it names. */
	people: NamedPerson[];
}

export interface Moment {
	/** Log position; 0: before anything was written. */
	seq: number;
	/** The last position there is. */
	head: number;
	/** ISO 8601. */
	at: string;
	/** Who wrote what made it so; null: nobody yet, or the server by itself. */
	userId: string | null;
	content: CanonicalContent;
	people: NamedPerson[];
}

/** For members who may open the shared document: 403 for reviewers, 404 for others. */
export interface Timeline {
	read(actor: Actor, evaluationId: string, query: TimelineQuery): Promise<TimelinePage>;
	/** Throws 404 for a position that the log does not have. */
	moment(actor: Actor, evaluationId: string, seq: number): Promise<Moment>;
}

interface TimelineParts {
	connection: Connection;
	frameworks: Pick<Frameworks, 'known'>;
}

/** Log rows in one page; more where only some of them are asked for. */
const ROWS = 400;
const ROWS_FILTERED = 4_000;

export const createTimeline = ({ connection: { db }, frameworks }: TimelineParts): Timeline => ({
	async read(actor, evaluationId, { before, person, area, subquestion, topic }) {
		const { evaluation } = await access(db, actor, evaluationId, 'history.read');
		const framework = await frameworks.known(evaluation.framework_id);
		const head = await headOf(db, evaluationRoom(evaluationId));
		const last = Math.min(head, (before ?? Infinity) - 1);
		const filtered = [person, area, subquestion, topic].some((wanted) => wanted !== undefined);
		const first = Math.max(1, last - (filtered ? ROWS_FILTERED : ROWS) + 1);
		const rows = last < first ? [] : await loggedRows(db, evaluationRoom(evaluationId), first, last);
		const areaIdOf = (id: string) => areaOf(framework, id)?.id;
		// What happened before the first row belongs to the last page.
		const from = first === 1 ? 0 : first;
		const decided = await suggestions(db, evaluationId, from, last, areaIdOf);
		const activities = [
			...activitiesOf(withoutDecided(rows, decided.rows), areaIdOf),
			...(await milestones(db, evaluationId, from, last)),
			...decided.activities,
		];
		return {
			activities: activities
				.filter(
					(one) =>
						(person === undefined || one.userId === person) &&
						(area === undefined || one.place.areaId === area) &&
						(subquestion === undefined || one.place.subquestionId === subquestion) &&
						(topic === undefined || one.topic === topic),
				)
				.sort((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : b.last - a.last)),
			next: first === 1 ? null : first,
			people: await peopleOf(db, evaluationId),
		};
	},

	async moment(actor, evaluationId, seq) {
		const { evaluation } = await access(db, actor, evaluationId, 'history.read');
		const room = evaluationRoom(evaluationId);
		const head = await headOf(db, room);
		if (!Number.isSafeInteger(seq) || seq < 0 || seq > head) throw notFound();
		const row = seq === 0 ? undefined : await writtenAt(db, room, seq);
		return {
			seq,
			head,
			at: (row?.at ?? evaluation.created_at).toISOString(),
			userId: row?.user_id ?? null,
			content: await contentAt(db, room, seq),
			people: await peopleOf(db, evaluationId),
		};
	},
});

/** The canonical content at a log position that the room has (0: empty). */
export async function contentAt(db: Db, room: string, seq: number): Promise<CanonicalContent> {
	const doc = await documentAt(db, room, seq);
	try {
		return canonicalContent(doc);
	} finally {
		doc.destroy();
	}
}

async function loggedRows(db: Db, room: string, first: number, last: number): Promise<LoggedRow[]> {
	const document = new WatchedDocument();
	try {
		await replayInto(document.doc, db, room, first - 1);
		document.watch();
		const rows: LoggedRow[] = [];
		for (let at = first - 1; at < last;) {
			const bite = await rowsBetween(db, room, at, last, ROWS);
			for (const row of bite) rows.push(logged(entryOf(row, document), document.doc));
			at = bite.at(-1)?.seq ?? last;
		}
		return rows;
	} finally {
		document.doc.destroy();
	}
}

const logged = ({ seq, at, userId, changes }: HistoryEntry, doc: Y.Doc): LoggedRow => ({
	seq,
	at,
	userId,
	changes: changes.map((change) => {
		const on = subjectOf(change, doc);
		return {
			root: change.root,
			...('key' in change && { key: change.key }),
			...('before' in change && { before: change.before }),
			...('value' in change && { after: change.value }),
			...(on !== undefined && { on }),
		};
	}),
});

/** What a finding or a part of a conversation belongs to, which only its value or its thread says. */
function subjectOf(change: Change, doc: Y.Doc): string | undefined {
	if (change.op === 'edit') {
		const section = parseSectionId(sectionOfRoot(change.root) ?? '');
		return section?.kind === 'finding' ? areaOfFinding(doc, section.findingId) : undefined;
	}
	const place = parseMapPlace(change.root, change.key);
	const value = change.op === 'set' ? change.value : change.before;
	switch (place?.kind) {
		case 'finding':
			return areaOfFinding(doc, place.id, value);
		case 'thread':
			return onOf(doc, value);
		case 'message':
		case 'resolution':
			return onOf(doc, doc.getMap('threads').get(place.threadId));
		default:
			return undefined;
	}
}

function areaOfFinding(doc: Y.Doc, id: string, value: unknown = doc.getMap('findings').get(id)) {
	const area = parseValue('findings', value)?.area;
	return area === undefined ? undefined : `area:${area}`;
}

function onOf(doc: Y.Doc, thread: unknown): string | undefined {
	const on = parseValue('threads', thread)?.on;
	const section = on === undefined ? undefined : parseSectionId(on);
	return section?.kind === 'finding' ? areaOfFinding(doc, section.findingId) : on;
}

/** Decisions about suggested wording, wherever it was suggested. */
async function suggestions(
	db: Db,
	evaluationId: string,
	from: number,
	to: number,
	areaIdOf: (subquestionId: string) => string | undefined,
): Promise<{ activities: Activity[]; rows: ReadonlySet<number> }> {
	const decisions = await suggestionDecisions(db, evaluationId, from, to);
	const activities = decisions.map((row): Activity => {
		const at = row.at.toISOString();
		const decision = DECISIONS.find((known) => row.action === `suggestion.${known}`) ?? 'undone';
		return {
			first: row.seq,
			last: row.seq,
			from: at,
			to: at,
			userId: row.actor,
			topic: 'conversations',
			place: placeOfSection(row.section, areaIdOf),
			what: { type: 'suggestion', decision, section: row.section, by: row.by ?? '', name: row.name ?? '' },
		};
	});
	return { activities, rows: new Set(decisions.filter(({ wrote }) => wrote).map(({ seq }) => seq)) };
}

const DECISIONS = ['accepted', 'rejected', 'undone'] as const;

/** The text and the resolution that such a decision changed are told by it alone. */
function withoutDecided(rows: readonly LoggedRow[], seqs: ReadonlySet<number>): LoggedRow[] {
	return rows.map((row) =>
		seqs.has(row.seq)
			? {
					...row,
					changes: row.changes.filter(
						({ root }) => root !== 'resolutions' && sectionOfRoot(root) === undefined,
					),
				}
			: row,
	);
}

/** Changes of phase, and versions that somebody or the clock had kept; those of a change of phase it tells itself. */
async function milestones(db: Db, evaluationId: string, from: number, to: number): Promise<Activity[]> {
	const phases = await evaluations.phaseChanges(db, evaluationId, from, to);
	const versions = await snapshots.between(db, evaluationId, from, to);
	const milestone = (
		row: { seq: number; at: Date; by_user: string | null },
		what: Activity['what'],
	): Activity => {
		const at = row.at.toISOString();
		const { seq, by_user: userId } = row;
		return { first: seq, last: seq, from: at, to: at, userId, topic: 'milestones', place: {}, what };
	};
	return [
		...phases.map((row) =>
			milestone(row, { type: 'phase', from: row.from_phase, to: row.to_phase, reason: row.reason }),
		),
		...versions.flatMap((row) =>
			row.kind === 'named' || row.kind === 'hourly'
				? [milestone(row, { type: 'version', id: row.id, kind: row.kind, label: row.label })]
				: [],
		),
	];
}
