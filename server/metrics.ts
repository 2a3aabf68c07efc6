/** What an operator can see: Prometheus figures of this process, each group in a file of its own. */
import { Registry, collectDefaultMetrics } from 'prom-client';
import { createSyncMetrics, type SyncMetrics } from './observability/sync-metrics.ts';

export type { AdmissionOutcome, SyncGauges, SyncMetrics } from './observability/sync-metrics.ts';

export interface Metrics {
	readonly registry: Registry;
	readonly sync: SyncMetrics;
}

/** `processMetrics`: memory, CPU, event loop; off in tests that make many. */
export function createMetrics({ processMetrics = true }: { processMetrics?: boolean } = {}): Metrics {
	const registry = new Registry();
	if (processMetrics) collectDefaultMetrics({ register: registry });
	return { registry, sync: createSyncMetrics(registry) };
}
