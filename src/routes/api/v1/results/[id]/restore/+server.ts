import { endpoint, serve } from '#server/api/handler.ts';
import { restoreResult } from '#server/api/contract/results.ts';

export const { POST, fallback } = serve({
	POST: endpoint(restoreResult, ({ services, actor, param }) => services.results.restore(actor, param('id'))),
});
