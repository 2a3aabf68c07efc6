/** Every query of the pool as figures, and those that are slow as spans. */
import type { LogEvent } from 'kysely';
import type { DatabaseMetrics } from './database-metrics.ts';
import type { Tracing } from './tracing.ts';

export type QueryWatch = (event: LogEvent) => void;

/** Milliseconds from which on a query is a span of its own. */
const SLOW_MS = 100;

export function createQueryWatch(
	metrics: Pick<DatabaseMetrics, 'query' | 'queryFailed'>,
	tracing: Tracing,
): QueryWatch {
	return ({ level, query, queryDurationMillis: ms }) => {
		metrics.query(ms / 1000);
		if (level === 'error') metrics.queryFailed();
		// The text alone: what it was asked with is somebody's.
		if (tracing.on && ms >= SLOW_MS)
			tracing.past('slow query', ms / 1000, { 'db.system.name': 'postgresql', 'db.query.text': query.sql });
	};
}
