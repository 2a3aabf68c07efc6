/**
 * A stored state is sent to whoever opens the room as it is. Beside it stands what must be known of it for that, its
 * state vector, and a checksum over both, so that neither has to be found by reading all of it through. It is stored
 * uncompressed: squeezing and unfolding it costs more than the room it would save.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		sql`alter table room_state add column state_vector bytea, add column checksum bigint`,
		sql`alter table room_state alter column bytes set storage external`,
	];
	for (const statement of statements) await statement.execute(db);
}
