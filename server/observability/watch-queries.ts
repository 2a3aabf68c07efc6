/** Every query of the pool as figures. */
import type { LogEvent } from 'kysely';
import type { DatabaseMetrics } from './database-metrics.ts';

export type QueryWatch = (event: LogEvent) => void;

export function createQueryWatch(metrics: Pick<DatabaseMetrics, 'query' | 'queryFailed'>): QueryWatch {
	return ({ level, queryDurationMillis: ms }) => {
		metrics.query(ms / 1000);
		if (level === 'error') metrics.queryFailed();
	};
}
