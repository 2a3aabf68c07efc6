import { endpoint, serve } from '#server/api/handler.ts';
import { compareVersions } from '#server/api/contract/history.ts';

export const { GET, fallback } = serve({
	GET: endpoint(compareVersions, ({ services, actor, param, query }) =>
		services.comparisons.between(actor, param('id'), query.from, query.to),
	),
});
