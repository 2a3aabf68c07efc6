/**
 * What each person has seen, and what they want to be told: when they last read a review round, mentions they have
 * taken note of, and the digest by e-mail with its own memory of what was sent.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		sql`create table round_read (
			round_id text not null references review_round on delete cascade,
			user_id text not null references app_user,
			at timestamptz not null default clock_timestamp(),
			primary key (round_id, user_id)
		)`,

		// room, message: a mention is one message in one room.
		sql`create table mention_seen (
			user_id text not null references app_user,
			room text not null,
			message text not null,
			at timestamptz not null default clock_timestamp(),
			primary key (user_id, room, message)
		)`,

		// No row: no digest. token: for the link that ends it without signing in. fingerprint: what was sent last.
		// claimed_until: one node at a time works on a digest, and one that died lets go by itself.
		sql`create table digest (
			user_id text primary key references app_user,
			choice text not null check (choice in ('daily', 'soon')),
			token text not null unique,
			fingerprint text,
			sent_at timestamptz,
			next_at timestamptz not null default clock_timestamp(),
			claimed_until timestamptz,
			failures integer not null default 0,
			last_error text
		)`,
		sql`create index digest_due on digest (next_at)`,
	];
	for (const statement of statements) await statement.execute(db);
}
