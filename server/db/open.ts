/**
 * The database for as long as a process needs it: the one at DATABASE_URL, or the embedded one, which is
 * stopped at the end unless another process still uses it (the server, or an operator's command beside it).
 */
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ConfigError, type Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { startEmbeddedPostgres, type EmbeddedDatabase } from './embedded.ts';
import { connect, type Connection, type PoolOptions } from './pool.ts';

export interface OpenDatabase {
	connection: Connection;
	/** Closes the connections; stops the embedded server if this was its last user. */
	readonly close: () => Promise<void>;
}

/** Everyone who uses the embedded server holds this advisory lock shared; whoever gets it alone is the last. */
const IN_USE = 7_264_001;
const STOPS_WITHIN_MS = 20_000;

/** The mark of one user; undefined where the last one is just stopping the server. */
async function hold(url: string, log: Logger): Promise<pg.Client | undefined> {
	const client = new pg.Client({ connectionString: url, application_name: 'samsyn in use', keepAlive: true });
	client.on('error', (error) =>
		log.debug({ err: error }, 'the connection that marks the database as used broke'),
	);
	await client.connect();
	const sql = 'select pg_try_advisory_lock_shared($1) as held';
	const { rows } = await client.query<{ held: boolean }>(sql, [IN_USE]);
	if (rows[0]?.held) return client;
	await Promise.race([once(client, 'end'), delay(STOPS_WITHIN_MS, undefined, { ref: false })]);
	await client.end().catch(() => undefined);
	return undefined;
}

/** From a yes on nobody else can come to hold the server, for as long as this connection lives. */
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

interface Held {
	server: EmbeddedDatabase;
	mark: pg.Client;
}

async function startHeld(config: Config, log: Logger): Promise<Held> {
	const folder = path.join(config.dataDir, 'postgres');
	let held: Held | undefined;
	/** The mark went with the connection: without it the next command beside this process would stop the server. */
	const holdAgain = async ({ server }: Held): Promise<void> => {
		const mark = await hold(server.url, log);
		if (mark && held) held.mark = mark;
	};
	const revived = (back: boolean) => {
		if (!back) return log.error('the embedded database has ended and is started again');
		log.info('the embedded database is back');
		if (held)
			holdAgain(held).catch((err: unknown) =>
				log.warn({ err }, 'the embedded database is not marked as used'),
			);
	};
	const found = await startEmbeddedPostgres(folder, { revived });
	const mark = await hold(found.url, log).catch((error: unknown) => {
		if (!found.takenOver) throw error;
		return undefined;
	});
	if (mark) return (held = { server: found, mark });
	// Another process was just stopping the server that was running: this one starts its own.
	await found.stop();
	const server = await startEmbeddedPostgres(folder, { revived });
	const own = await hold(server.url, log);
	if (!own) throw new Error('The embedded database is being stopped again and again by another process.');
	return (held = { server, mark: own });
}

/** Throws ConfigError where no PostgreSQL lets us in at DATABASE_URL; its value is not repeated, it may hold a password. */
async function refuseUnreachable(connection: Connection): Promise<void> {
	try {
		await connection.pool.query('select 1');
	} catch (error) {
		await connection.close();
		// A name with several addresses fails with one error for each, and no words of its own.
		const { message, code } = error as Error & { code?: string };
		throw new ConfigError(
			`DATABASE_URL cannot be used: it takes the address of a PostgreSQL database that answers (${message || code}).`,
		);
	}
}

export async function openDatabase(
	config: Config,
	log: Logger,
	options: PoolOptions = {},
): Promise<OpenDatabase> {
	if (config.databaseUrl) {
		const connection = connect(config.databaseUrl, log, options);
		await refuseUnreachable(connection);
		return { connection, close: () => connection.close() };
	}
	const held = await startHeld(config, log);
	const { server } = held;
	if (server.takenOver) log.info('the embedded database was running already and is used on');
	const connection = connect(server.url, log, options);
	return {
		connection,
		async close() {
			await connection.close();
			if (await lastUser(held.mark)) await server.stop();
			await held.mark.end().catch(() => undefined);
		},
	};
}
