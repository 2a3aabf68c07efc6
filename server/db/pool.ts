/** The connection pool and the typed query builder on top of it. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

const INT8 = 20;
const NUMERIC = 1700;
// Log positions and clocks stay far below 2^53, and tolerance has three decimals: numbers serve.
pg.types.setTypeParser(INT8, Number);
pg.types.setTypeParser(NUMERIC, Number);

export interface Connection {
	readonly url: string;
	readonly pool: pg.Pool;
	readonly db: Db;
	close(): Promise<void>;
}

export function connect(url: string, log: Pick<Logger, 'warn'>, max = 10): Connection {
	const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 10_000 });
	// Without a listener one broken idle connection ends the process.
	pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
	// The pool listens to idle connections only. One that breaks at work fails its query, which says so; without
	// a listener it would end the process as well.
	pool.on('connect', (client) => void client.on('error', () => undefined));
	const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
	return { url, pool, db, close: () => db.destroy() };
}
