-- What the accounts of roles.sql may do, and how tables are tended. Run by samsyn_owner after every migrate and restore,
-- which make tables anew; running it again changes nothing.
revoke all on all tables in schema public from samsyn_app, samsyn_backup;
revoke all on all sequences in schema public from samsyn_app;
grant select, insert, update, delete on all tables in schema public to samsyn_app;
grant usage, select, update on all sequences in schema public to samsyn_app;
grant select on all tables in schema public to samsyn_backup;
grant insert on audit to samsyn_backup;
revoke insert, update, delete on kysely_migration, kysely_migration_lock from samsyn_app;

-- Triggers refuse to change what is append-only. An account that owns nothing cannot switch them off either.
do $$
declare
	guarded regclass;
begin
	for guarded in
		select distinct tgrelid::regclass from pg_trigger where tgfoid = 'refuse_change()'::regprocedure
	loop
		execute format('revoke update, delete on %s from samsyn_app', guarded);
	end loop;
end $$;

-- One row each, written with every commit or every second: room for changes in place, and vacuumed by count.
alter table room set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
alter table node set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
alter table evaluation_owner set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
-- Whole documents, each replaced by a later one: their room is taken again soon.
alter table room_state set (
	autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
	toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000
);
-- Only ever grows: by rows added, not by a fifth of the whole table, which gets rarer with the years.
alter table update_log set (
	autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000,
	autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000
);
