/** The figures of the database as this process meets it. The log lane has a connection of its own and figures of its own. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type pg from 'pg';
import { SECONDS, watchGauges, type Named } from './figures.ts';

interface PoolGauges {
	most: number;
	waiting: number;
}

const POOL: Named<PoolGauges> = {
	most: ['samsyn_database_connections_max', 'Connections that the pool may open'],
	waiting: ['samsyn_database_waiting', 'Queries that wait for a connection of the pool'],
};

export interface DatabaseMetrics {
	query(seconds: number): void;
	queryFailed(): void;
	watch(pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount' | 'options'>): void;
}

export function createDatabaseMetrics(registry: Registry): DatabaseMetrics {
	const registers = [registry];
	const queries = new Histogram({
		name: 'samsyn_database_query_seconds',
		help: 'Time of one query, the wait for a connection left out',
		buckets: SECONDS,
		registers,
	});
	const failures = new Counter({
		name: 'samsyn_database_query_failures_total',
		help: 'Queries that failed',
		registers,
	});
	return {
		query: (seconds) => queries.observe(seconds),
		queryFailed: () => failures.inc(),
		watch(pool) {
			new Gauge({
				name: 'samsyn_database_connections',
				help: 'Open connections of the pool',
				labelNames: ['state'],
				registers,
				collect() {
					this.set({ state: 'idle' }, pool.idleCount);
					this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
				},
			});
			watchGauges(registry, POOL, () => ({ most: pool.options.max ?? 0, waiting: pool.waitingCount }));
		},
	};
}
