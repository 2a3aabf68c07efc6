/**
 * Named, immutable states of the shared document with their canonical content and its hash, and the content as of
 * now. Ballots are rooms of their own and never read here, so nothing unrevealed can be in either.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import * as Y from 'yjs';
import { canonicalContent, canonicalJson, type CanonicalContent } from '#document/content.ts';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import * as rows from '../db/snapshots.ts';
import type { CommandContext, SyncHub } from '../sync/hub.types.ts';
import { access } from './access.ts';
import type { Actor } from './actor.ts';
import { digest } from './digest.ts';
import { invalid, notFound } from './errors.ts';
import { commandOn, evaluationRoom, type CommandParts } from './evaluation-command.ts';

export type SnapshotKind = 'named' | 'phase' | 'hourly' | 'final';

export interface SnapshotSummary {
	id: string;
	label: string;
	kind: SnapshotKind;
	/** Log position of the shared document. */
	seq: number;
	/** Lower-case hex, over the canonical content's RFC 8785 bytes. */
	sha256: string;
	/** Of the snapshot before it. */
	prevSha256: string | null;
	/** User id; null: the server by itself. */
	by: string | null;
	/** ISO 8601. */
	at: string;
}

export interface Snapshot extends SnapshotSummary {
	content: CanonicalContent;
}

export interface Snapshots {
	/** Leads only. Throws 422 for a blank or overlong label, 403, 404. */
	take(
		actor: Actor,
		evaluationId: string,
		label: string,
	): Promise<{ id: string; sha256: string; seq: number }>;
	/** Newest first. Throws 403 for reviewers: a snapshot holds individual scores. */
	list(actor: Actor, evaluationId: string): Promise<SnapshotSummary[]>;
	get(actor: Actor, evaluationId: string, snapshotId: string): Promise<Snapshot>;
	/** As of now, committed. Throws 403 for reviewers. */
	content(actor: Actor, evaluationId: string): Promise<CanonicalContent>;
	/** Keeps the shared document as a running command leaves it. The command has judged who may. */
	inCommand(
		context: CommandContext,
		snapshot: { evaluationId: string; kind: SnapshotKind; label: string; by: string },
	): Promise<{ id: string; sha256: string; seq: number }>;
}

interface SnapshotParts extends CommandParts {
	connection: Connection;
	sync: Pick<SyncHub, 'command' | 'read'>;
}

const LABEL_MAX = 200;

/** Lower-case hex of SHA-256 over the canonical bytes. */
export const contentHash = (content: CanonicalContent): string => digest(canonicalJson(content));

export function createSnapshots(parts: SnapshotParts): Snapshots {
	const { db } = parts.connection;
	return {
		take: (actor, evaluationId, text) =>
			commandOn(
				parts,
				actor,
				evaluationId,
				'snapshot.create',
				() => ({}),
				async ({ context, tx, room }) => {
					const label = checkedLabel(text);
					const taken = await inCommand(context, { evaluationId, kind: 'named', label, by: actor.id });
					await record(tx, {
						actor: actor.id,
						action: 'snapshot.create',
						evaluationId,
						subject: taken.id,
						detail: { seq: taken.seq, sha256: taken.sha256 },
					});
					room.notice({ kind: 'snapshot', id: taken.id, label });
					return taken;
				},
			),

		async list(actor, evaluationId) {
			await access(db, actor, evaluationId, 'snapshot.read');
			return (await rows.list(db, evaluationId)).map(summary);
		},

		async get(actor, evaluationId, snapshotId) {
			await access(db, actor, evaluationId, 'snapshot.read');
			const row = await rows.find(db, evaluationId, snapshotId);
			if (!row) throw notFound();
			return { ...summary(row), content: row.content as CanonicalContent };
		},

		async content(actor, evaluationId) {
			await access(db, actor, evaluationId, 'content.read');
			return parts.sync.read(evaluationRoom(evaluationId), canonicalContent);
		},

		inCommand,
	};
}

const inCommand: Snapshots['inCommand'] = (context, { evaluationId, kind, label, by }) => {
	const room = context.room(evaluationRoom(evaluationId));
	const seq = room.written ? room.seq + 1 : room.seq;
	return keep(context.tx, { evaluationId, room: room.name, seq, kind, label, by, doc: room.doc });
};

/** `doc`: what the log holds at `seq`. The evaluation's row is locked, so that each names the hash before it. */
export async function keep(
	tx: Transaction<Database>,
	snapshot: {
		evaluationId: string;
		room: string;
		seq: number;
		kind: SnapshotKind;
		label: string;
		by: string | null;
		doc: Y.Doc;
	},
): Promise<{ id: string; sha256: string; seq: number }> {
	const { evaluationId, room, seq, kind, label, by, doc } = snapshot;
	const content = canonicalContent(doc);
	const id = randomUUID();
	const sha256 = contentHash(content);
	await rows.insert(tx, {
		id,
		evaluation_id: evaluationId,
		room,
		seq,
		kind,
		label,
		content: canonicalJson(content),
		state: Y.encodeStateAsUpdate(doc),
		sha256,
		prev_sha256: await rows.latestHash(tx, room),
		by_user: by,
	});
	return { id, sha256, seq };
}

function checkedLabel(text: string): string {
	const label = text.trim();
	if (label === '') throw invalid([{ path: 'label', code: 'required' }]);
	if (label.length > LABEL_MAX)
		throw invalid([{ path: 'label', code: 'tooLong', params: { limit: LABEL_MAX } }]);
	if (!isStorable(label)) throw invalid([{ path: 'label', code: 'badValue' }]);
	return label;
}

const summary = (row: rows.SnapshotSummaryRow): SnapshotSummary => ({
	id: row.id,
	label: row.label,
	kind: row.kind,
	seq: row.seq,
	sha256: row.sha256,
	prevSha256: row.prev_sha256,
	by: row.by_user,
	at: row.at.toISOString(),
});
