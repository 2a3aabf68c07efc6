import { endpoint, serve } from '#server/api/handler.ts';
import { getRetention, setRetention } from '#server/api/contract/keeping.ts';

export const { GET, PUT, fallback } = serve({
	GET: endpoint(getRetention, ({ services, actor }) => services.retention.policy(actor)),
	PUT: endpoint(setRetention, ({ services, actor, body }) =>
		services.retention.setPolicy(actor, body.notesDays),
	),
});
