/**
 * Invitations: to an account alone, or to an account and a place in an evaluation. The link holds a secret,
 * the table its digest.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Role } from '#domain/permissions/roles.ts';
import { digest, newSecret } from '../auth/secrets.ts';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type InvitationRow = Selectable<Database['invitation']>;
type Executor = Db | Transaction<Database>;

/** In days. */
export const INVITATION_DAYS = 14;

export interface NewInvitation {
	email: string;
	invitedBy: string;
	/** Null: an account alone. */
	place: { evaluationId: string; role: Role; scores: boolean } | null;
}

/** `secret` is the last part of the link `/invite/<secret>`; it cannot be read again. */
export async function create(
	db: Executor,
	{ email, invitedBy, place }: NewInvitation,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
	const secret = newSecret();
	const id = randomUUID();
	const { expires_at } = await db
		.insertInto('invitation')
		.values({
			id,
			token_hash: digest(secret),
			email,
			evaluation_id: place?.evaluationId ?? null,
			role: place?.role ?? null,
			scores: place?.scores ?? null,
			invited_by: invitedBy,
			expires_at: sql<Date>`now() + make_interval(days => ${INVITATION_DAYS})`,
		})
		.returning('expires_at')
		.executeTakeFirstOrThrow();
	return { id, secret, expiresAt: expires_at };
}

export const find = (db: Executor, id: string): Promise<InvitationRow | undefined> =>
	db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirst();

/** What the page behind the link shows. */
export const findBySecret = (db: Executor, secret: string) =>
	db
		.selectFrom('invitation')
		.leftJoin('app_user as host', 'host.id', 'invitation.invited_by')
		.leftJoin('evaluation', 'evaluation.id', 'invitation.evaluation_id')
		.selectAll('invitation')
		.select(['host.name as host_name', 'evaluation.title as evaluation_title'])
		.where('invitation.token_hash', '=', digest(secret))
		.executeTakeFirst();

const open = (db: Executor) =>
	db
		.selectFrom('invitation')
		.selectAll()
		.where('accepted_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`);

/** Those that can still be accepted, oldest first. */
export const openOf = (db: Executor, evaluationId: string): Promise<InvitationRow[]> =>
	open(db).where('evaluation_id', '=', evaluationId).orderBy('created_at').execute();

/** Open invitations to an account alone. */
export const openToAccount = (db: Executor): Promise<InvitationRow[]> =>
	open(db).where('evaluation_id', 'is', null).orderBy('created_at').execute();

/** Takes it, once: undefined when it was taken, revoked or has expired in the meantime. */
export const take = (db: Executor, id: string): Promise<InvitationRow | undefined> =>
	db
		.updateTable('invitation')
		.set({ accepted_at: sql<Date>`now()` })
		.where('id', '=', id)
		.where('accepted_at', 'is', null)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.returningAll()
		.executeTakeFirst();

/** False when there is nothing left to revoke. */
export async function revoke(db: Executor, id: string): Promise<boolean> {
	const row = await db
		.updateTable('invitation')
		.set({ revoked_at: sql<Date>`now()` })
		.where('id', '=', id)
		.where('accepted_at', 'is', null)
		.where('revoked_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}
