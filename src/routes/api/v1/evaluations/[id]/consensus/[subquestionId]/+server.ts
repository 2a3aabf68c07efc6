import { endpoint, serve } from '#server/api/handler.ts';
import { setConsensus } from '#server/api/contract/scoring.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setConsensus, ({ services, actor, param, body }) =>
		services.consensus.set(actor, param('id'), param('subquestionId'), body),
	),
});
