/** What was erased, without what it was; the rule for erasing by itself; and the erasing of a person's data. */
import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;
type Tx = Transaction<Database>;

export type ErasureRow = Selectable<Database['erasure']>;

export interface NewErasure {
	kind: 'notes' | 'person';
	/** Evaluation id, one of its notes as `noteSubject` names it, or user id. */
	subject: string;
	cause: 'policy' | 'hand';
	by: string | null;
	reason: string | null;
	/** Counts, never content. */
	erased: Record<string, number>;
}

/** The note of one source. Neither id has a slash in it. */
export const noteSubject = (evaluationId: string, sourceId: string): string => `${evaluationId}/${sourceId}`;

/** `sourceId` undefined: all notes of the evaluation. */
export function parseNoteSubject(subject: string): { evaluationId: string; sourceId: string | undefined } {
	const [evaluationId = '', sourceId] = subject.split('/');
	return { evaluationId, sourceId };
}

export const insert = (tx: Executor, { by, erased, ...erasure }: NewErasure): Promise<unknown> =>
	tx
		.insertInto('erasure')
		.values({ id: randomUUID(), ...erasure, by_user: by, erased: JSON.stringify(erased) })
		.execute();

/** Newest first. */
export const list = (db: Executor, limit: number): Promise<ErasureRow[]> =>
	db.selectFrom('erasure').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).execute();

/** Days after an evaluation became final; undefined: nothing is erased by itself. */
export const policy = (db: Executor) => db.selectFrom('retention_policy').selectAll().executeTakeFirst();

export async function setPolicy(tx: Executor, notesDays: number | null, by: string | null): Promise<void> {
	await tx.deleteFrom('retention_policy').execute();
	if (notesDays !== null)
		await tx.insertInto('retention_policy').values({ notes_days: notesDays, set_by: by }).execute();
}

/** Evaluations that have been final for longer than the rule allows and still have notes that say something. */
export async function dueForNotes(db: Executor): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select e.id from evaluation e, retention_policy p
		where e.phase = 'final'
			and exists (select from source_note n where n.evaluation_id = e.id and n.erased_at is null)
			and (select max(c.at) from phase_change c where c.evaluation_id = e.id and c.to_phase = 'final')
				<= now() - make_interval(days => p.notes_days)
		order by e.id`.execute(db);
	return rows.map(({ id }) => id);
}

/** What replaces a name: the same in every language, and two of them can be told apart. */
export const erasedName = (userId: string): string => `Anonym ${userId.slice(0, 4)}`;

/**
 * Takes a person's data off everything that can be changed: name, address, password, sessions, tokens, invitations,
 * the name on a guest's link. The id stays, since log, document, hashes and final versions name it. Counts what went.
 */
export async function anonymise(tx: Tx, userId: string): Promise<Record<string, number>> {
	const user = await tx
		.selectFrom('app_user')
		.select('email')
		.where('id', '=', userId)
		.forUpdate()
		.executeTakeFirst();
	if (!user) return {};
	const name = erasedName(userId);
	const gone = async (query: {
		executeTakeFirst(): Promise<{ numDeletedRows?: bigint; numUpdatedRows?: bigint }>;
	}) => {
		const { numDeletedRows, numUpdatedRows } = await query.executeTakeFirst();
		return Number(numDeletedRows ?? numUpdatedRows ?? 0);
	};
	const sessions = await gone(tx.deleteFrom('session').where('user_id', '=', userId));
	const tokens = await gone(tx.deleteFrom('api_token').where('user_id', '=', userId));
	const invitations = await gone(
		tx
			.updateTable('invitation')
			.set({
				email: `${userId}@erased.invalid`,
				revoked_at: sql<Date>`coalesce(revoked_at, case when accepted_at is null then now() end)`,
			})
			.where(sql<boolean>`lower(email) = lower(${user.email})`),
	);
	const digests = await gone(tx.deleteFrom('digest').where('user_id', '=', userId));
	await tx.deleteFrom('mention_seen').where('user_id', '=', userId).execute();
	const guestPlaces = await gone(tx.updateTable('review_guest').set({ name }).where('user_id', '=', userId));
	const account = await gone(
		tx
			.updateTable('app_user')
			.set({
				email: `${userId}@erased.invalid`,
				name,
				initials: 'A',
				password_hash: null,
				admin: false,
				locale: null,
				disabled_at: sql<Date>`coalesce(disabled_at, now())`,
				imported_at: null,
				erased_at: sql<Date>`now()`,
			})
			.where('id', '=', userId),
	);
	return { account, sessions, tokens, invitations, digests, guestPlaces };
}
