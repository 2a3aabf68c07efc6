/**
 * The database for as long as a process needs it: the one at DATABASE_URL, or the embedded one, which is
 * stopped at the end unless another process still uses it (the server, or an operator's command beside it).
 */
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { startEmbeddedPostgres, type EmbeddedDatabase } from './embedded.ts';
import { connect, type Connection } from './pool.ts';

export interface OpenDatabase {
	connection: Connection;
	/** Closes the connections; stops the embedded server if this was its last user. */
	readonly close: () => Promise<void>;
}

/** Everyone who uses the embedded server holds this advisory lock shared; who can have it alone is the last. */
const IN_USE = 7_264_001;

async function hold(url: string, log: Logger): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url, application_name: 'samsyn in use', keepAlive: true });
	client.on('error', (error) =>
		log.warn({ err: error }, 'the connection that marks the database as used broke'),
	);
	await client.connect();
	await client.query('select pg_advisory_lock_shared($1)', [IN_USE]);
	return client;
}

async function lastUser(client: pg.Client): Promise<boolean> {
	try {
		const { rows } = await client.query<{ alone: boolean }>(
			'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as alone',
			[IN_USE],
		);
		return rows[0]?.alone ?? true;
	} catch {
		// A server that does not answer has no other users either.
		return true;
	}
}

async function startHeld(
	config: Config,
	log: Logger,
): Promise<{ server: EmbeddedDatabase; mark: pg.Client }> {
	const folder = path.join(config.dataDir, 'postgres');
	const server = await startEmbeddedPostgres(folder);
	try {
		return { server, mark: await hold(server.url, log) };
	} catch (error) {
		// Another process was just stopping the server that we found running: the next start is our own.
		if (!server.takenOver) throw error;
		await server.stop();
		const own = await startEmbeddedPostgres(folder);
		return { server: own, mark: await hold(own.url, log) };
	}
}

export async function openDatabase(config: Config, log: Logger, poolSize?: number): Promise<OpenDatabase> {
	if (config.databaseUrl) {
		const connection = connect(config.databaseUrl, log, poolSize);
		return { connection, close: () => connection.close() };
	}
	const { server, mark } = await startHeld(config, log);
	if (server.takenOver) log.info('the embedded database was running already and is used on');
	const connection = connect(server.url, log, poolSize);
	return {
		connection,
		async close() {
			await connection.close();
			const last = await lastUser(mark);
			await mark.end().catch(() => undefined);
			if (last) await server.stop();
		},
	};
}
