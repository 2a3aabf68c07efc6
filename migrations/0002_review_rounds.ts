/**
 * Review rounds: a frozen draft, who has read it, and guests who are let into one round by a link. A guest is a
 * user without a password who belongs to that round and to nothing else.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// deadline: a calendar day as text, so that no driver moves it across midnight.
		sql`create table review_round (
			id text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			snapshot_id text not null references snapshot,
			label text not null,
			deadline text check (deadline ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
			opened_by text not null references app_user,
			opened_at timestamptz not null default clock_timestamp(),
			closed_at timestamptz
		)`,
		sql`create index review_round_evaluation on review_round (evaluation_id, opened_at)`,

		sql`create table review_hand_in (
			round_id text not null references review_round on delete cascade,
			user_id text not null references app_user,
			at timestamptz not null default clock_timestamp(),
			primary key (round_id, user_id)
		)`,

		// The database itself refuses a guest who could sign in with a password or administer.
		sql`alter table app_user
			add column guest_round_id text references review_round on delete cascade,
			add constraint guest_has_no_rights
				check (guest_round_id is null or (password_hash is null and not admin))`,

		// One link, one person. user_id: set when the link is first used.
		sql`create table review_guest (
			id text primary key,
			round_id text not null references review_round on delete cascade,
			name text not null,
			token_hash text not null unique,
			invited_by text not null references app_user,
			invited_at timestamptz not null default clock_timestamp(),
			expires_at timestamptz not null,
			revoked_at timestamptz,
			user_id text unique references app_user on delete cascade,
			entered_at timestamptz
		)`,
		sql`create index review_guest_round on review_guest (round_id)`,
	];
	for (const statement of statements) await statement.execute(db);
}
