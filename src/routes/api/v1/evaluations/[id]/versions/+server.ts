import { endpoint, serve } from '#server/api/handler.ts';
import { listFinalVersions } from '#server/api/contract/final.ts';

export const { GET, fallback } = serve({
	GET: endpoint(listFinalVersions, ({ services, actor, param }) =>
		services.finalVersions.list(actor, param('id')),
	),
});
