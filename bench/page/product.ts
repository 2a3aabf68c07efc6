/** The product as in production and a browser beside it, for one measurement; everything goes with it. */
import { chromium, type Browser } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { serve, type Running } from '../../server/serve.ts';
import { chromiumArgs, chromiumPath } from '../../tests/support/chromium.ts';
import { onLeaving } from '../leaving.ts';
import { startPostgres } from '../postgres.ts';

export interface Product {
	running: Running;
	browser: Browser;
	close: () => Promise<void>;
}

/** Needs a build. */
export async function openProduct(): Promise<Product> {
	const postgres = await startPostgres();
	const config = readConfig({
		PORT: '0',
		LOG_LEVEL: 'warn',
		DATABASE_URL: postgres.url,
		DATA_DIR: postgres.folder,
	});
	const serving = serve(config, createLog('warn'));
	const launching = serving.then(async () =>
		chromium.launch({
			executablePath: await chromiumPath(),
			args: chromiumArgs,
			// The browser's own way to leave would end this process before the database.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		}),
	);
	const end = async (): Promise<void> => {
		await (await launching.catch(() => undefined))?.close();
		await (await serving.catch(() => undefined))?.stop();
		await postgres.stop();
		forget();
	};
	let ended: Promise<void> | undefined;
	const close = (): Promise<void> => (ended ??= end());
	const forget = onLeaving(close);
	try {
		return { running: await serving, browser: await launching, close };
	} catch (error) {
		await close();
		throw error;
	}
}
