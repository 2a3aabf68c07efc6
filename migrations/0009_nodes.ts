/**
 * Several nodes on one database: which of them are alive, and which one holds an evaluation. A lease is in the
 * database's own time; what fences a late writer is the epoch of its rooms, as before.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const statements = [
		// address: where the other nodes reach it.
		sql`create table node (
			id text primary key,
			address text not null,
			lease_until timestamptz not null
		)`,
		sql`create table evaluation_owner (
			evaluation_id text primary key references evaluation on delete cascade,
			node_id text not null,
			lease_until timestamptz not null
		)`,
		sql`create index evaluation_owner_node on evaluation_owner (node_id)`,
	];
	for (const statement of statements) await statement.execute(db);
}
