/** What an operator can see: Prometheus figures of this process, each group in a file of its own. */
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { createClusterMetrics, type ClusterMetrics } from './observability/cluster-metrics.ts';
import { createDatabaseMetrics, type DatabaseMetrics } from './observability/database-metrics.ts';
import { createHttpMetrics, type HttpMetrics } from './observability/http-metrics.ts';
import { createSyncMetrics, type SyncMetrics } from './observability/sync-metrics.ts';
import { createWorkMetrics, type WorkMetrics } from './observability/work-metrics.ts';

export type { AdmissionOutcome, SyncGauges, SyncMetrics } from './observability/sync-metrics.ts';

export interface Metrics {
	readonly registry: Registry;
	readonly sync: SyncMetrics;
	readonly http: HttpMetrics;
	readonly work: WorkMetrics;
	readonly cluster: ClusterMetrics;
	readonly database: DatabaseMetrics;
	/** Which version runs, on which newest migration. */
	build(is: { version: string; migration: string }): void;
}

/** `processMetrics`: memory, CPU, event loop; off in tests that make many. */
export function createMetrics({ processMetrics = true }: { processMetrics?: boolean } = {}): Metrics {
	const registry = new Registry();
	if (processMetrics) collectDefaultMetrics({ register: registry });
	const build = new Gauge({
		name: 'samsyn_build_info',
		help: 'Always 1: the version of the product, of Node, and the newest migration of the schema',
		labelNames: ['version', 'node', 'migration'],
		registers: [registry],
	});
	return {
		registry,
		sync: createSyncMetrics(registry),
		http: createHttpMetrics(registry),
		work: createWorkMetrics(registry),
		cluster: createClusterMetrics(registry),
		database: createDatabaseMetrics(registry),
		build: (is) => build.set({ ...is, node: process.versions.node }, 1),
	};
}
