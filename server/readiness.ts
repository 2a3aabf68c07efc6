/** Whether this process can do its work now: the truth behind /readyz. */
import { sql } from 'kysely';
import type { Cluster } from './cluster/cluster.ts';
import type { Connection } from './db/pool.ts';
import { isMigrated } from './db/migrate.ts';
import type { SyncHub } from './sync/hub.types.ts';

export type Obstacle = 'database unreachable' | 'database not migrated' | 'sync not healthy';

/** Empty: ready. */
export type Readiness = () => Promise<Obstacle[]>;

const ANSWER_WITHIN_MS = 3000;

/** Undefined where the answer takes longer than it may. */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

export function createReadiness(
	{ db }: Connection,
	sync: Pick<SyncHub, 'healthy'>,
	cluster?: Pick<Cluster, 'cutOff'>,
): Readiness {
	// Once seen it stays so: migrations go forward only, and the folder does not change under a running process.
	let migrated = false;
	const look = async (): Promise<Obstacle[]> => {
		const obstacles: Obstacle[] = [];
		await sql`select 1`.execute(db);
		migrated ||= await isMigrated(db);
		if (!migrated) obstacles.push('database not migrated');
		if (!sync.healthy()) obstacles.push('sync not healthy');
		return obstacles;
	};
	return async () => {
		// Known already: whoever asks must not wait for what does not come.
		if (cluster?.cutOff()) return ['database unreachable'];
		return (await within(look().catch(() => undefined))) ?? ['database unreachable'];
	};
}
