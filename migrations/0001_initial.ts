/**
 * The first schema: people and sessions, frameworks, evaluations and members, and the update log that
 * everything shared is derived from. What must never change is guarded by triggers, not by manners.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		sql`create function refuse_change() returns trigger language plpgsql as $$
			begin
				raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
			end $$`,

		sql`create table app_user (
			id text primary key,
			email text not null,
			name text not null,
			initials text not null,
			password_hash text,
			admin boolean not null default false,
			locale text check (locale in ('sv', 'en')),
			disabled_at timestamptz,
			created_at timestamptz not null default now()
		)`,
		sql`create unique index app_user_email on app_user (lower(email))`,

		sql`create table session (
			id text primary key,
			user_id text not null references app_user on delete cascade,
			expires_at timestamptz not null,
			created_at timestamptz not null default now(),
			last_seen_at timestamptz not null default now(),
			user_agent text
		)`,
		sql`create index session_user_id on session (user_id)`,

		sql`create table api_token (
			id text primary key,
			user_id text not null references app_user on delete cascade,
			name text not null,
			token_hash text not null unique,
			created_at timestamptz not null default now(),
			expires_at timestamptz,
			last_used_at timestamptz
		)`,

		// The table that rate-limiter-flexible keeps its counters in.
		sql`create table sign_in_limit (
			key varchar(255) primary key,
			points integer not null default 0,
			expire bigint
		)`,

		// One row at most: the hash of the token printed while there is no administrator.
		sql`create table first_run (
			singleton boolean primary key default true check (singleton),
			token_hash text not null,
			created_at timestamptz not null default now()
		)`,

		sql`create table framework (
			id text primary key,
			name text not null,
			version text not null,
			data jsonb not null,
			sha256 text not null,
			created_by text references app_user,
			created_at timestamptz not null default now()
		)`,
		sql`create trigger framework_immutable before update or delete on framework
			for each row execute function refuse_change()`,

		sql`create table evaluation (
			id text primary key,
			framework_id text not null references framework,
			municipality_code text not null,
			year integer not null check (year between 1990 and 2100),
			title text not null,
			previous_evaluation_id text references evaluation,
			blind text not null default 'evaluation' check (blind in ('off', 'subquestion', 'area', 'evaluation')),
			tolerance numeric(4, 3) not null default 0.2 check (tolerance between 0 and 1),
			consensus_by text not null default 'lead' check (consensus_by in ('lead', 'evaluators')),
			phase text not null default 'setup'
				check (phase in ('setup', 'scoring', 'calibration', 'review', 'final')),
			created_by text not null references app_user,
			created_at timestamptz not null default now()
		)`,

		// A removed member keeps the row: the log names people who once belonged.
		sql`create table member (
			evaluation_id text not null references evaluation on delete cascade,
			user_id text not null references app_user,
			role text not null check (role in ('lead', 'evaluator', 'reviewer', 'observer')),
			scores boolean not null,
			added_at timestamptz not null default now(),
			removed_at timestamptz,
			primary key (evaluation_id, user_id)
		)`,
		sql`create index member_user on member (user_id) where removed_at is null`,

		// Both kinds in one: an account alone, or an account and a place in an evaluation.
		sql`create table invitation (
			id text primary key,
			token_hash text not null unique,
			email text not null,
			evaluation_id text references evaluation on delete cascade,
			role text check (role in ('lead', 'evaluator', 'reviewer', 'observer')),
			scores boolean,
			invited_by text references app_user,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null,
			accepted_at timestamptz,
			revoked_at timestamptz
		)`,
		sql`create index invitation_evaluation on invitation (evaluation_id)`,

		sql`create table phase_change (
			id bigint primary key generated always as identity,
			evaluation_id text not null references evaluation on delete cascade,
			from_phase text not null,
			to_phase text not null,
			reason text,
			by_user text not null references app_user,
			seq bigint not null,
			at timestamptz not null default now()
		)`,

		// Rows of a blind ballot that were handed in, and subquestions that were revealed.
		sql`create table ballot_submission (
			evaluation_id text not null references evaluation on delete cascade,
			user_id text not null references app_user,
			subquestion_id text not null,
			at timestamptz not null default now(),
			primary key (evaluation_id, user_id, subquestion_id)
		)`,
		sql`create table reveal (
			evaluation_id text not null references evaluation on delete cascade,
			subquestion_id text not null,
			by_user text references app_user,
			at timestamptz not null default now(),
			primary key (evaluation_id, subquestion_id)
		)`,

		// generation: changes on restore or import, clients of another one rebuild.
		// epoch: the fencing token of the room's one owner, never on the wire.
		sql`create table room (
			name text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			generation integer not null default 1,
			epoch bigint not null default 0,
			owner text,
			lease_until timestamptz,
			head_seq bigint not null default 0,
			head_hash bytea not null default ''::bytea,
			created_at timestamptz not null default now()
		)`,
		sql`create index room_evaluation on room (evaluation_id)`,

		// The truth. kind: 'update' by a person, 'command' by the server for the named user.
		sql`create table update_log (
			room text not null references room on delete cascade,
			seq bigint not null,
			generation integer not null,
			epoch bigint not null,
			kind text not null check (kind in ('update', 'command')),
			user_id text,
			session_id text,
			client_id bigint not null,
			from_clock bigint not null,
			to_clock bigint not null,
			bytes bytea not null,
			at timestamptz not null,
			prev_hash bytea not null,
			hash bytea not null,
			primary key (room, seq)
		)`,
		sql`create trigger update_log_append_only before update on update_log
			for each row execute function refuse_change()`,

		// Derived: the document at one log position, for fast loading.
		sql`create table room_state (
			room text not null references room on delete cascade,
			seq bigint not null,
			bytes bytea not null,
			at timestamptz not null default now(),
			primary key (room, seq)
		)`,

		// Which user a Yjs client id belongs to in a room; bound once.
		sql`create table room_client (
			room text not null references room on delete cascade,
			client_id bigint not null,
			generation integer not null,
			user_id text not null references app_user,
			session_id text,
			issued boolean not null default false,
			at timestamptz not null default now(),
			primary key (room, client_id)
		)`,

		sql`create table snapshot (
			id text primary key,
			evaluation_id text not null references evaluation on delete cascade,
			room text not null references room on delete cascade,
			seq bigint not null,
			kind text not null check (kind in ('named', 'phase', 'hourly', 'final')),
			label text not null,
			content jsonb not null,
			state bytea not null,
			sha256 text not null,
			prev_sha256 text,
			by_user text references app_user,
			at timestamptz not null default now()
		)`,
		sql`create index snapshot_evaluation on snapshot (evaluation_id, at)`,
		sql`create trigger snapshot_immutable before update on snapshot
			for each row execute function refuse_change()`,

		sql`create table audit (
			id bigint primary key generated always as identity,
			at timestamptz not null default now(),
			actor text,
			action text not null,
			evaluation_id text,
			subject text,
			detail jsonb not null default '{}'::jsonb
		)`,
		sql`create index audit_at on audit (at)`,
		sql`create trigger audit_append_only before update or delete on audit
			for each row execute function refuse_change()`,
	];
	for (const statement of statements) await statement.execute(db);
}
