import { endpoint, serve } from '#server/api/handler.ts';
import { getProgress } from '#server/api/contract/scoring.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getProgress, ({ services, actor, param }) => services.progress.of(actor, param('id'))),
});
