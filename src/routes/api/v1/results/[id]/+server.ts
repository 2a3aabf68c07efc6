import { endpoint, serve } from '#server/api/handler.ts';
import { getResult, removeResult } from '#server/api/contract/results.ts';

export const { GET, DELETE, fallback } = serve({
	GET: endpoint(getResult, ({ services, actor, param }) => services.results.get(actor, param('id'))),
	DELETE: endpoint(removeResult, ({ services, actor, param }) => services.results.remove(actor, param('id'))),
});
