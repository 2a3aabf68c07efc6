/** The audit log as administrators read it. Entries are written where things happen (`server/db/audit.ts`). */
import { list, namesOf, type AuditFilter, type AuditRow } from '../db/audit.ts';
import type { Connection } from '../db/pool.ts';
import { permitAdmin } from './access.ts';
import type { Actor } from './actor.ts';

export interface AuditView {
	id: number;
	/** ISO 8601. */
	at: string;
	/** User id; null: the server, its operator, or somebody who is not signed in. */
	actor: string | null;
	action: string;
	evaluationId: string | null;
	subject: string | null;
	detail: Record<string, unknown>;
}

/** With names beside the ids, as far as there are any. */
export interface ExportedEntry extends AuditView {
	actorName: string | null;
	subjectName: string | null;
}

export type AuditSearch = Omit<AuditFilter, 'before' | 'limit'>;

export interface Audit {
	/** Newest first; administrators only. */
	list(actor: Actor, filter: AuditFilter): Promise<AuditView[]>;
	/** Every entry that is found, newest first, a page in memory at a time; administrators only. */
	every(actor: Actor, search: AuditSearch): AsyncGenerator<ExportedEntry>;
}

const PAGE = 1000;

export const createAudit = ({ connection: { db } }: { connection: Connection }): Audit => ({
	async list(actor, filter) {
		permitAdmin(actor, 'audit.read');
		return (await list(db, filter)).map(view);
	},

	every(actor, search) {
		permitAdmin(actor, 'audit.read');
		return pages();

		async function* pages(): AsyncGenerator<ExportedEntry> {
			for (let before: number | undefined; ;) {
				const rows = await list(db, { ...search, before, limit: PAGE });
				const names = await namesOf(db, rows);
				const named = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
				for (const row of rows)
					yield { ...view(row), actorName: named(row.actor), subjectName: named(row.subject) };
				if (rows.length < PAGE) return;
				before = rows.at(-1)?.id;
			}
		}
	},
});

const view = ({ id, at, actor, action, evaluation_id, subject, detail }: AuditRow): AuditView => ({
	id,
	at: at.toISOString(),
	actor,
	action,
	evaluationId: evaluation_id,
	subject,
	detail,
});
