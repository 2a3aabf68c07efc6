import { endpoint, serve } from '#server/api/handler.ts';
import { createShare, listShares } from '#server/api/contract/shares.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listShares, ({ services, actor, param }) => services.shares.list(actor, param('id'))),
	POST: endpoint(createShare, ({ services, actor, param, body }) =>
		services.shares.create(actor, param('id'), body),
	),
});
