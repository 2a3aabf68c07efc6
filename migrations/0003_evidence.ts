/**
 * What evidence has beside the shared document: uploaded files, and interview notes. Notes hold personal data, so
 * they lie where they can be erased for good; an erased one leaves only the trace that it was.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		sql`create table file (
			id text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			name text not null,
			media_type text not null,
			size integer not null check (size > 0),
			sha256 text not null,
			width integer,
			height integer,
			bytes bytea not null,
			uploaded_by text not null references app_user,
			uploaded_at timestamptz not null default clock_timestamp()
		)`,
		// Images and PDF are compressed already; uncompressed, a stretch is read without the rest.
		sql`alter table file alter column bytes set storage external`,
		sql`create index file_evaluation on file (evaluation_id, uploaded_at)`,

		sql`create table source_note (
			evaluation_id text not null references evaluation on delete cascade,
			source_id text not null,
			version integer not null,
			text text not null,
			participants text not null,
			by_user text not null references app_user,
			created_at timestamptz not null default clock_timestamp(),
			updated_at timestamptz not null default clock_timestamp(),
			erased_at timestamptz,
			erased_by text references app_user,
			primary key (evaluation_id, source_id),
			constraint erased_is_empty check (erased_at is null or (text = '' and participants = ''))
		)`,
	];
	for (const statement of statements) await statement.execute(db);
}
