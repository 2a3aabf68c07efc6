/** A PostgreSQL of its own with the product's services on it, in this process. */
import { pino } from 'pino';
import { composeServices } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { Services } from '../../server/services/services.ts';
import { startPostgres } from '../postgres.ts';

/** `durable`: with fsync; without it what is only read later is filled faster. */
export async function withPostgres<T>(
	durable: boolean,
	run: (url: string, folder: string) => Promise<T>,
): Promise<T> {
	const { url, folder, stop } = await startPostgres({ durable });
	try {
		return await run(url, folder);
	} finally {
		await stop();
	}
}

/** The services on a database, as after a start of the server, and their end. */
export async function composed<T>(
	databaseUrl: string,
	dataDir: string,
	run: (services: Services) => Promise<T>,
): Promise<T> {
	const config = { ...readConfig({}), databaseUrl, dataDir };
	const composition = await composeServices(config, pino({ level: 'silent' }));
	try {
		return await run(composition.services);
	} finally {
		await composition.services.sync.stop();
		await composition.close();
	}
}

export const withServices = <T>(run: (services: Services) => Promise<T>): Promise<T> =>
	withPostgres(false, (databaseUrl, dataDir) => composed(databaseUrl, dataDir, run));
