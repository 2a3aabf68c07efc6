import { endpoint, serve } from '#server/api/handler.ts';
import { getReadiness } from '#server/api/contract/final.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getReadiness, ({ services, actor, param }) => services.finalReadiness.of(actor, param('id'))),
});
