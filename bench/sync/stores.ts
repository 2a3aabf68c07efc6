/** PostgreSQL and Redis for all servers of a run: durable as in production, and read from outside for what they cost. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { redisProgram, startRedis } from '../../tests/support/redis.ts';
import { endsWithUs, onLeaving } from '../leaving.ts';
import { startPostgres } from '../postgres.ts';
import { cpuOfFamily, usageOf } from './figures.ts';

export interface Stores {
	/** A new database of its own. */
	database(): Promise<string>;
	/** Undefined: none to be had here. */
	redisUrl: string | undefined;
	/** Where servers may put files. */
	dir: string;
	/** "PostgreSQL 18.1". */
	version(): Promise<string>;
	/** Processor seconds so far. */
	cpu(): { postgres: number; redis: number };
	stop(): Promise<void>;
}

async function asked<T extends pg.QueryResultRow>(url: string, query: string): Promise<T[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query<T>(query)).rows;
	} finally {
		await client.end();
	}
}

export async function startStores({ withRedis }: { withRedis: boolean }): Promise<Stores> {
	const postgres = await startPostgres();
	const [{ data_directory: data } = { data_directory: '' }] = await asked<{ data_directory: string }>(
		postgres.url,
		'show data_directory',
	);
	const postmaster = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
	const program = withRedis ? redisProgram() : undefined;
	const redis = program === undefined ? undefined : await startRedis(program);
	if (redis) endsWithUs(redis.process);
	const stop = async (): Promise<void> => {
		await redis?.stop();
		await postgres.stop();
		forget();
	};
	const forget = onLeaving(stop);
	let made = 0;
	return {
		async database() {
			const name = `bench_${++made}`;
			await asked(postgres.url, `create database ${name}`);
			const url = new URL(postgres.url);
			url.pathname = `/${name}`;
			return url.href;
		},
		async version() {
			const [row] = await asked<{ server_version: string }>(postgres.url, 'show server_version');
			return `PostgreSQL ${row?.server_version ?? ''}`;
		},
		redisUrl: redis?.url,
		dir: postgres.folder,
		cpu: () => ({
			postgres: cpuOfFamily(postmaster),
			redis: redis?.process.pid === undefined ? 0 : usageOf([redis.process.pid]).cpu,
		}),
		stop,
	};
}
