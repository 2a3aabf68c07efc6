/** Brings the database to the newest schema; several starting nodes take turns (Kysely holds a lock). */
import type { Kysely } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import { promises as fs } from 'node:fs';
import path from 'node:path';

const migrationFolder = path.resolve(import.meta.dirname, '../../migrations');

const migrator = (db: Kysely<never>) =>
	new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) });

/** The names of the migrations that ran now. Throws with the failing one's error. */
export async function migrate(db: unknown): Promise<string[]> {
	const { error, results } = await migrator(db as Kysely<never>).migrateToLatest();
	if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
	return (results ?? []).map((result) => result.migrationName);
}

/** Whether every migration in the folder has run. */
export async function isMigrated(db: unknown): Promise<boolean> {
	const all = await migrator(db as Kysely<never>).getMigrations();
	return all.every((migration) => migration.executedAt !== undefined);
}
