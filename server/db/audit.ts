/** The audit log: append-only, written in the transaction of what it tells about. */
import type { Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export interface AuditEntry {
	/** User id; null: the server, its operator, or somebody who is not signed in. */
	actor: string | null;
	/** `noun.verb`: `session.start`, `member.remove`. */
	action: string;
	evaluationId?: string | null;
	/** What it was done to: an id, or an e-mail address. */
	subject?: string | null;
	detail?: Record<string, unknown>;
}

export const record = (db: Db | Transaction<Database>, entry: AuditEntry): Promise<unknown> =>
	db
		.insertInto('audit')
		.values({
			actor: entry.actor,
			action: entry.action,
			evaluation_id: entry.evaluationId ?? null,
			subject: entry.subject ?? null,
			detail: JSON.stringify(entry.detail ?? {}),
		})
		.execute();
