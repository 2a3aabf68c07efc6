import { endpoint, serve } from '#server/api/handler.ts';
import { createCohort, listCohorts } from '#server/api/contract/results.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listCohorts, ({ services, actor }) => services.cohorts.list(actor)),
	POST: endpoint(createCohort, ({ services, actor, body }) => services.cohorts.create(actor, body)),
});
