/** Brings the database to the newest schema; several starting nodes take turns (Kysely holds a lock). */
import { sql, type Kysely, type Transaction } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config.ts';

const migrationFolder = path.resolve(import.meta.dirname, '../../migrations');

const provider = () => new FileMigrationProvider({ fs, path, migrationFolder });
const migrator = (db: Kysely<never>) => new Migrator({ db, provider: provider() });

const NOT_ALLOWED = '42501';

/**
 * The names of the migrations that ran now. Throws with the failing one's error; ConfigError where there is something to
 * migrate and the account of the database may not.
 */
export async function migrate(db: unknown): Promise<string[]> {
	const { error, results } = await migrator(db as Kysely<never>).migrateToLatest();
	if (error instanceof Error && 'code' in error && error.code === NOT_ALLOWED)
		throw new ConfigError(
			'DATABASE_URL cannot be used: its database is not of this version, and its account may not change that ' +
				`(${error.message}). As the account that owns the tables, run first: npm run samsyn -- migrate`,
		);
	if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
	return (results ?? []).map((result) => result.migrationName);
}

/** Whether every migration in the folder has run. */
export async function isMigrated(db: unknown): Promise<boolean> {
	const all = await migrator(db as Kysely<never>).getMigrations();
	return all.every((migration) => migration.executedAt !== undefined);
}

/** The names of all migrations in the folder, in their order. */
export const known = async (): Promise<string[]> => Object.keys(await provider().getMigrations()).sort();

/** Runs these migrations inside a transaction, on a schema that those before them have made. */
export async function applyIn(tx: unknown, names: readonly string[]): Promise<void> {
	const all = await provider().getMigrations();
	for (const name of names) {
		const migration = all[name];
		if (!migration) throw new Error(`There is no migration ${name}.`);
		await migration.up(tx as Kysely<never>);
	}
}

/** Notes in Kysely's own bookkeeping that exactly these have run. */
export async function noteApplied(tx: unknown, names: readonly string[]): Promise<void> {
	const own = tx as Transaction<never>;
	await sql`delete from kysely_migration`.execute(own);
	const at = new Date().toISOString();
	for (const name of names)
		await sql`insert into kysely_migration (name, timestamp) values (${name}, ${at})`.execute(own);
}
