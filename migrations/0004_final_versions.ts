/**
 * Final versions and what stands behind them: who signed off on which content, and each frozen version whole, with
 * its hash chained to the one before. Both only ever grow; the database itself refuses to change or remove a row.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// The last row of a person is what holds. seq, content_sha256: what they had before them when they signed.
		sql`create table sign_off (
			id bigint primary key generated always as identity,
			evaluation_id text not null references evaluation,
			user_id text not null references app_user,
			stance text not null check (stance in ('confirm', 'dissent', 'withdrawn')),
			note text check ((stance = 'dissent') = (note is not null)),
			seq bigint not null,
			content_sha256 text not null,
			at timestamptz not null default clock_timestamp()
		)`,
		sql`create index sign_off_evaluation on sign_off (evaluation_id, id)`,
		sql`create trigger sign_off_append_only before update or delete on sign_off
			for each row execute function refuse_change()`,

		// package: canonical JSON as text, so that the very bytes that were hashed are kept.
		sql`create table final_version (
			evaluation_id text not null references evaluation,
			major integer not null check (major >= 1),
			minor integer not null check (minor >= 0),
			snapshot_id text not null references snapshot,
			package text not null,
			sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
			prev_sha256 text,
			reason text,
			by_user text not null references app_user,
			at timestamptz not null,
			primary key (evaluation_id, major, minor),
			check ((prev_sha256 is null) = (major = 1 and minor = 0))
		)`,
		sql`create trigger final_version_append_only before update or delete on final_version
			for each row execute function refuse_change()`,
	];
	for (const statement of statements) await statement.execute(db);
}
