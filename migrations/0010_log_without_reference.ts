/**
 * The reference from a row of the log to its room is half of what writing the row costs the database, and says what the
 * append statement says already: it writes rows of rooms alone that it has just locked. What the reference did when a
 * room goes, a trigger does.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		sql`alter table update_log drop constraint update_log_room_fkey`,
		sql`create function log_goes_with_room() returns trigger language plpgsql as $$
			begin
				delete from update_log where room = old.name;
				return old;
			end
		$$`,
		sql`create trigger room_takes_its_log after delete on room
			for each row execute function log_goes_with_room()`,
	];
	for (const statement of statements) await statement.execute(db);
}
