import { endpoint, serve } from '#server/api/handler.ts';
import { getEvaluation } from '#server/api/contract/evaluations.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getEvaluation, ({ services, actor, param }) => services.evaluations.get(actor, param('id'))),
});
