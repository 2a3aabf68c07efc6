import { endpoint, serve } from '#server/api/handler.ts';
import { chooseCohort } from '#server/api/contract/results.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(chooseCohort, ({ services, actor, param, body }) =>
		services.cohorts.choose(actor, param('id'), body.cohortId),
	),
});
