import { endpoint, serve } from '#server/api/handler.ts';
import { createSnapshot, listSnapshots } from '#server/api/contract/reports.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listSnapshots, ({ services, actor, param }) => services.snapshots.list(actor, param('id'))),
	POST: endpoint(createSnapshot, ({ services, actor, param, body }) =>
		services.snapshots.take(actor, param('id'), body.label),
	),
});
