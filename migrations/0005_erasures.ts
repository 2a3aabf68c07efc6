/**
 * What is erased by policy or by hand leaves a trace without content; when it is to be done by itself is one setting
 * of the installation. Accounts that came with an imported evaluation wait for their people. Also where the server
 * finds out whether the disk takes anything.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// by_user null: the policy, or the operator. subject: the evaluation or the person it was done to.
		sql`create table erasure (
			id text primary key,
			kind text not null check (kind in ('notes', 'person')),
			subject text not null,
			cause text not null check (cause in ('policy', 'hand')),
			by_user text references app_user,
			reason text,
			erased jsonb not null,
			at timestamptz not null default clock_timestamp()
		)`,
		sql`create index erasure_subject on erasure (subject)`,
		sql`create trigger erasure_append_only before update or delete on erasure
			for each row execute function refuse_change()`,

		// One row at most; none: nothing is erased by itself.
		sql`create table retention_policy (
			singleton boolean primary key default true check (singleton),
			notes_days integer not null check (notes_days between 1 and 36500),
			set_by text references app_user,
			set_at timestamptz not null default clock_timestamp()
		)`,

		// imported_at: came with an imported evaluation, and nobody has taken the account over yet.
		sql`alter table app_user add column imported_at timestamptz, add column erased_at timestamptz,
			add constraint erased_has_no_rights
				check (erased_at is null or (password_hash is null and not admin and disabled_at is not null))`,

		// Uncompressed and out of line, so that writing to it takes new room on the disk.
		sql`create table storage_probe (bytes bytea not null)`,
		sql`alter table storage_probe alter column bytes set storage external`,
	];
	for (const statement of statements) await statement.execute(db);
}
