/** Which node printed the link of the first administrator: those that start beside it must not void it. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table first_run add column issued_by text`.execute(db);
}
