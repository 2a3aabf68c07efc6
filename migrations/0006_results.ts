/**
 * The results library: the printed figures of every finalised evaluation and of results imported from elsewhere, as
 * rows that queries across municipalities and years can use; and cohorts, each frozen when it was extracted.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// Of an evaluation: one per final snapshot, the older ones replaced but kept, since cohorts name them.
		sql`create table result (
			id text primary key,
			source text not null check (source in ('evaluation', 'import')),
			framework_id text not null references framework,
			municipality_code text not null,
			year integer not null,
			level text not null check (level in ('subquestions', 'areas')),
			fictitious boolean not null default false,
			note text,
			evaluation_id text references evaluation on delete cascade,
			snapshot_id text unique references snapshot on delete cascade,
			strengths jsonb not null default '[]'::jsonb,
			file_name text,
			file_sha256 text,
			imported_by text references app_user,
			created_at timestamptz not null default clock_timestamp(),
			replaced_at timestamptz,
			removed_at timestamptz,
			check ((source = 'evaluation') = (evaluation_id is not null)),
			check ((source = 'evaluation') = (snapshot_id is not null))
		)`,
		sql`create unique index result_of_evaluation on result (evaluation_id)
			where evaluation_id is not null and replaced_at is null`,
		sql`create unique index result_imported_once on result (municipality_code, year, framework_id)
			where source = 'import' and removed_at is null`,
		sql`create index result_library on result (framework_id, year)
			where replaced_at is null and removed_at is null`,

		// exact: hundredths of a point, where known. derived: worked out from printed rows, may be off by a point.
		sql`create table result_row (
			result_id text not null references result on delete cascade,
			kind text not null check (kind in ('total', 'area', 'subquestion')),
			row_id text not null,
			achieved integer,
			max integer not null,
			percent integer,
			exact integer,
			derived boolean not null default false,
			primary key (result_id, kind, row_id)
		)`,
		sql`create index result_row_across on result_row (kind, row_id, result_id)`,
		sql`create trigger result_row_immutable before update on result_row
			for each row execute function refuse_change()`,

		// The newest final snapshot of each evaluation is asked for at every look into the library.
		sql`create index snapshot_final on snapshot (evaluation_id, seq desc, at desc) where kind = 'final'`,

		sql`create table cohort (
			id text primary key,
			name text not null,
			framework_id text not null references framework,
			from_year integer not null,
			to_year integer not null check (to_year >= from_year),
			counties text[] not null default '{}',
			created_by text not null references app_user,
			extracted_at timestamptz not null default clock_timestamp()
		)`,
		sql`create table cohort_member (
			cohort_id text not null references cohort on delete cascade,
			result_id text not null references result,
			primary key (cohort_id, result_id)
		)`,
		sql`alter table evaluation add column cohort_id text references cohort`,
	];
	for (const statement of statements) await statement.execute(db);
}
