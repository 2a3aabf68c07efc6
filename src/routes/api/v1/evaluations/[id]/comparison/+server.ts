import { endpoint, serve } from '#server/api/handler.ts';
import { getComparison } from '#server/api/contract/comparison.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getComparison, ({ services, actor, param, query }) =>
		services.evaluationComparisons.of(actor, param('id'), query.previous),
	),
});
