/** The audit log as administrators read it. Entries are written where things happen (`server/db/audit.ts`). */
import { list, type AuditFilter } from '../db/audit.ts';
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

export interface Audit {
	/** Newest first; administrators only. */
	list(actor: Actor, filter: AuditFilter): Promise<AuditView[]>;
}

export const createAudit = ({ connection: { db } }: { connection: Connection }): Audit => ({
	async list(actor, filter) {
		permitAdmin(actor, 'audit.read');
		const rows = await list(db, filter);
		return rows.map(({ id, at, actor, action, evaluation_id, subject, detail }) => ({
			id,
			at: at.toISOString(),
			actor,
			action,
			evaluationId: evaluation_id,
			subject,
			detail,
		}));
	},
});
