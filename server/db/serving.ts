/** Who serves a database: every running server holds a lock on it, and what must not meet one asks for it alone. */
import { sql, type Transaction } from 'kysely';
import type pg from 'pg';
import type { Database } from './schema.ts';

const SERVING = 7_264_002;

/** For as long as this connection lives. Waits while somebody has the database to themselves. */
export const holdServing = async (client: pg.Client): Promise<void> => {
	await client.query('select pg_advisory_lock_shared($1)', [SERVING]);
};

/** Whether no server runs on this database; from a yes on none starts until the transaction ends. */
export async function nobodyServes(tx: Transaction<Database>): Promise<boolean> {
	const { rows } = await sql<{
		alone: boolean;
	}>`select pg_try_advisory_xact_lock(${SERVING}) as alone`.execute(tx);
	return rows[0]?.alone ?? false;
}
