/**
 * What a municipality does about its improvements, and links by which anybody may read a finalised report. Both
 * stand beside the document: they begin where it may no longer be written.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// finding_id: of the shared document; null for what answers no single improvement.
		// due: a calendar day as text, so that no driver moves it across midnight.
		sql`create table action (
			id text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			finding_id text,
			title text not null,
			owner text not null default '',
			due text check (due ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
			status text not null default 'planned' check (status in ('planned', 'started', 'done', 'dropped')),
			note text not null default '',
			version integer not null default 1,
			created_by text not null references app_user,
			created_at timestamptz not null default clock_timestamp(),
			updated_by text not null references app_user,
			updated_at timestamptz not null default clock_timestamp(),
			removed_at timestamptz
		)`,
		sql`create index action_evaluation on action (evaluation_id)`,

		// The link itself is shown once; only its digest is kept.
		sql`create table report_share (
			id text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			snapshot_id text not null references snapshot,
			label text not null default '',
			token_hash text not null unique,
			created_by text not null references app_user,
			created_at timestamptz not null default clock_timestamp(),
			expires_at timestamptz,
			revoked_at timestamptz
		)`,
		sql`create index report_share_evaluation on report_share (evaluation_id)`,
	];
	for (const statement of statements) await statement.execute(db);
}
