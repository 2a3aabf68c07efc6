/**
 * Hocuspocus with its database extension on PostgreSQL, and with its Redis extension where REDIS_URL is set; without
 * DATABASE_URL it keeps documents in memory alone.
 */
import { Database } from '@hocuspocus/extension-database';
import { Redis } from '@hocuspocus/extension-redis';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const { DATABASE_URL, PORT, REDIS_URL } = process.env;

async function database(connectionString) {
	const pool = new pg.Pool({ connectionString, max: 10 });
	pool.on('error', () => undefined);
	await pool.query('create table if not exists hocuspocus (name text primary key, data bytea not null)');
	return new Database({
		fetch: async ({ documentName }) =>
			(await pool.query('select data from hocuspocus where name = $1', [documentName])).rows[0]?.data ?? null,
		store: async ({ documentName, state }) => {
			await pool.query(
				'insert into hocuspocus values ($1, $2) on conflict (name) do update set data = excluded.data',
				[documentName, state],
			);
		},
	});
}

function redis(address) {
	const { hostname, port } = new URL(address);
	return new Redis({ host: hostname, port: Number(port) });
}

const extensions = [
	...(DATABASE_URL ? [await database(DATABASE_URL)] : []),
	...(REDIS_URL ? [redis(REDIS_URL)] : []),
];
const server = new Server({ address: '127.0.0.1', port: Number(PORT), quiet: true, extensions });
await server.listen();
console.log('ready');
