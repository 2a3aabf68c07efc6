/** Who wants a digest, and how far each has come. One query, one function. */
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type DigestRow = Selectable<Database['digest']>;

export const find = (db: Db, userId: string): Promise<DigestRow | undefined> =>
	db.selectFrom('digest').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** A new choice begins anew; the link in letters already sent stays good. */
export const choose = (
	db: Db,
	row: { userId: string; choice: DigestRow['choice']; token: string; nextAt: Date },
): Promise<unknown> =>
	db
		.insertInto('digest')
		.values({ user_id: row.userId, choice: row.choice, token: row.token, next_at: row.nextAt })
		.onConflict((conflict) =>
			conflict.column('user_id').doUpdateSet({
				choice: row.choice,
				next_at: row.nextAt,
				failures: 0,
				last_error: null,
			}),
		)
		.execute();

export const end = (db: Db, userId: string): Promise<unknown> =>
	db.deleteFrom('digest').where('user_id', '=', userId).execute();

/** The user id whose digest ended; undefined for a link that names none. */
export async function endByToken(db: Db, token: string): Promise<string | undefined> {
	const row = await db
		.deleteFrom('digest')
		.where('token', '=', token)
		.returning('user_id')
		.executeTakeFirst();
	return row?.user_id;
}

export const isToken = async (db: Db, token: string): Promise<boolean> =>
	(await db.selectFrom('digest').select('user_id').where('token', '=', token).executeTakeFirst()) !==
	undefined;

export interface Claimed extends DigestRow {
	email: string;
	name: string;
	admin: boolean;
	locale: 'sv' | 'en' | null;
}

/**
 * Takes one that is due, so that nobody else works on it for `claimMs` milliseconds; a claim of a node that died runs out.
 * Claims are in the database's own time: nodes whose clocks differ must not take from each other.
 */
export async function claim(db: Db, now: Date, claimMs: number): Promise<Claimed | undefined> {
	const { rows } = await sql<Claimed>`
		update digest set claimed_until = clock_timestamp() + make_interval(secs => ${claimMs / 1000})
		from app_user u
		where u.id = digest.user_id and digest.user_id = (
			select d.user_id from digest d join app_user a on a.id = d.user_id
			where d.next_at <= ${now} and (d.claimed_until is null or d.claimed_until < clock_timestamp())
				and a.disabled_at is null and a.erased_at is null and a.guest_round_id is null
			order by d.next_at for update of d skip locked limit 1
		)
		returning digest.*, u.email, u.name, u.admin, u.locale`.execute(db);
	return rows[0];
}

/** Lets go of a claim; of a digest that was ended meanwhile nothing is there to change. */
export const finish = (
	db: Db,
	userId: string,
	row: {
		nextAt: Date;
		fingerprint: string | null;
		sentAt: Date | null;
		failures: number;
		error: string | null;
	},
): Promise<unknown> =>
	db
		.updateTable('digest')
		.set({
			next_at: row.nextAt,
			fingerprint: row.fingerprint,
			sent_at: row.sentAt,
			failures: row.failures,
			last_error: row.error,
			claimed_until: null,
		})
		.where('user_id', '=', userId)
		.execute();
