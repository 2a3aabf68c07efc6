/** Everything pages and API may call, composed once by the composition root. */
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Connection } from '../db/pool.ts';
import type { SyncHub } from '../sync/hub.types.ts';

export interface Services {
	readonly config: Config;
	readonly log: Logger;
	readonly connection: Connection;
	readonly sync: SyncHub;
}
