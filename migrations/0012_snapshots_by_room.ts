/**
 * Snapshots by room and log position: every look at a past moment, and the look for hourly versions, asks for the newest
 * one of a room up to a position. Without this each of them reads the snapshots of all evaluations.
 */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index snapshot_room on snapshot (room, seq desc, at desc)`.execute(db);
}
