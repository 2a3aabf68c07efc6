import { endpoint, serve } from '#server/api/handler.ts';
import { getTimeline } from '#server/api/contract/history.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getTimeline, ({ services, actor, param, query }) =>
		services.timeline.read(actor, param('id'), query),
	),
});
