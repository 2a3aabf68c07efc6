/** Hocuspocus with its database extension on PostgreSQL; with REDIS_PORT also with its Redis extension. */
import { Database } from '@hocuspocus/extension-database';
import { Redis } from '@hocuspocus/extension-redis';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
pool.on('error', () => undefined);
await pool.query('create table if not exists hocuspocus (name text primary key, data bytea not null)');

const extensions = [
	new Database({
		fetch: async ({ documentName }) =>
			(await pool.query('select data from hocuspocus where name = $1', [documentName])).rows[0]?.data ?? null,
		store: async ({ documentName, state }) => {
			await pool.query(
				'insert into hocuspocus values ($1, $2) on conflict (name) do update set data = excluded.data',
				[documentName, state],
			);
		},
	}),
];
if (process.env.REDIS_PORT)
	extensions.push(new Redis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) }));

const server = new Server({ address: '127.0.0.1', port: Number(process.env.PORT), quiet: true, extensions });
await server.listen();
console.log('ready');
