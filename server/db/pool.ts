/** The connection pool and the typed query builder on top of it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import { Kysely, PostgresDialect, type LogEvent } from 'kysely';
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
	/** Breaks every connection, those at work as well: where the way to the database swallows what is sent, nothing else ends the waiting. */
	abandon(): void;
	close(): Promise<void>;
}

export interface PoolOptions {
	/** Connections at most. */
	max?: number;
	/** Told of every query that ended. */
	onQuery?: ((event: LogEvent) => void) | undefined;
}

export function connect(
	url: string,
	log: Pick<Logger, 'warn'>,
	{ max = 10, onQuery }: PoolOptions = {},
): Connection {
	const sockets = new Set<Socket>();
	const stream = (): Socket => {
		const socket = new Socket();
		sockets.add(socket);
		return socket.once('close', () => sockets.delete(socket));
	};
	const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 10_000, stream });
	// Without a listener one broken idle connection ends the process.
	// Bound: a connection breaks for nobody, not for the request that once opened it.
	// While it is being closed the database may go first, and nothing is lost with it.
	let closing = false;
	const broke = (error: Error) => {
		if (!closing) log.warn({ err: error }, 'an idle database connection broke');
	};
	pool.on('error', AsyncLocalStorage.bind(broke));
	// The pool listens to idle connections only. One that breaks at work fails its query, which says so; without
	// a listener it would end the process as well.
	pool.on('connect', (client) => void client.on('error', () => undefined));
	const db = new Kysely<Database>({
		dialect: new PostgresDialect({ pool }),
		...(onQuery && { log: onQuery }),
	});
	return {
		url,
		pool,
		db,
		abandon() {
			for (const socket of sockets) socket.destroy();
		},
		close() {
			closing = true;
			return db.destroy();
		},
	};
}
