/**
 * Who changed what when, read from the update log of the shared document. Ballots are never part of it: before
 * the reveal they are their owner's alone, and the reveal itself is one entry of its own.
 */
import type { Connection, Db } from '../db/pool.ts';
import { positionAt, rowsBetween, type LogRow } from '../db/update-log.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { evaluationRoom } from './evaluation-command.ts';
import { WatchedDocument, type Change } from './log-changes.ts';
import { replayInto } from './replay.ts';

export interface HistoryEntry {
	/** Position in the log. */
	seq: number;
	/** ISO 8601. */
	at: string;
	/** Who it was done by; null: the server by itself. */
	userId: string | null;
	/** 'command': written by the server on that user's behalf. */
	kind: 'update' | 'command';
	changes: Change[];
}

/** A log position, or a point in time. */
export type Bound = number | Date;

export interface HistoryQuery {
	/** First position, or earliest time; default: the beginning. */
	from?: Bound | undefined;
	/** Last position, or latest time; default: the end. */
	to?: Bound | undefined;
	/** Most entries in one answer, 1–1000. */
	limit: number;
}

export interface HistoryPage {
	entries: HistoryEntry[];
	/** Where the next page begins; null: this was the last. */
	next: number | null;
}

export interface History {
	/** Oldest first. Members who may open the shared document; throws 403 for reviewers, 404. */
	read(actor: Actor, evaluationId: string, query: HistoryQuery): Promise<HistoryPage>;
}

export const createHistory = ({ connection: { db } }: { connection: Connection }): History => ({
	async read(actor, evaluationId, { from, to, limit }) {
		await access(db, actor, evaluationId, 'history.read');
		const room = evaluationRoom(evaluationId);
		const first = await firstAt(db, room, from);
		const last = to instanceof Date ? await positionAt(db, room, to) : (to ?? Number.MAX_SAFE_INTEGER);
		const rows = await rowsBetween(db, room, first - 1, last, limit + 1);
		const page = rows.slice(0, limit);
		const entries = page[0] ? await told(db, room, page) : [];
		return { entries, next: rows[limit]?.seq ?? null };
	},
});

async function firstAt(db: Db, room: string, from: Bound | undefined): Promise<number> {
	if (!(from instanceof Date)) return Math.max(from ?? 1, 1);
	// Exactly at `from` belongs to the answer: the first row after everything that is earlier.
	return (await positionAt(db, room, new Date(from.getTime() - 1))) + 1;
}

async function told(db: Db, room: string, page: readonly LogRow[]): Promise<HistoryEntry[]> {
	const document = new WatchedDocument();
	try {
		await replayInto(document.doc, db, room, page[0]!.seq - 1);
		document.watch();
		return page.map((row) => entryOf(row, document));
	} finally {
		document.doc.destroy();
	}
}

/** Applies the row to the document as it was before. */
export const entryOf = (row: LogRow, document: WatchedDocument): HistoryEntry => ({
	seq: row.seq,
	at: row.at.toISOString(),
	userId: row.user_id,
	kind: row.kind,
	changes: document.apply(row.bytes),
});
