-- Accounts of Samsyn in a database of its own. Run once, in that database, by its administrator; running it again changes
-- nothing. Then give each account a password, in psql with \password or as the provider of the database has it.
--
--   samsyn_owner   owns tables and functions: migrate, restore
--   samsyn_app     what nodes run as: reads and writes rows, changes no table, and only adds to what is append-only
--   samsyn_backup  reads everything and notes in the audit log that it did: backup, verify
do $$
declare
	account text;
begin
	foreach account in array array['samsyn_owner', 'samsyn_app', 'samsyn_backup'] loop
		if not exists (select from pg_roles where rolname = account) then
			execute format('create role %I login', account);
		end if;
		execute format('grant connect on database %I to %I', current_database(), account);
	end loop;
	execute format('revoke all on database %I from public', current_database());
end $$;

revoke all on schema public from public;
grant usage, create on schema public to samsyn_owner;
grant usage on schema public to samsyn_app, samsyn_backup;

-- Saved means saved, whatever the server's default is.
alter role samsyn_app set synchronous_commit = on;
-- A node that hangs must not hold others up for ever: nothing it does in one statement or between two takes this long.
alter role samsyn_app set statement_timeout = '2min';
alter role samsyn_app set idle_in_transaction_session_timeout = '60s';
-- A machine that vanished lets go of its locks after 10 + 3 x 5 s instead of after hours.
alter role samsyn_app set tcp_keepalives_idle = 10;
alter role samsyn_app set tcp_keepalives_interval = 5;
alter role samsyn_app set tcp_keepalives_count = 3;
-- Backups read everything as of one moment and may take their time.
alter role samsyn_backup set statement_timeout = 0;
