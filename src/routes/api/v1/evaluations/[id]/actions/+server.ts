import { endpoint, serve } from '#server/api/handler.ts';
import { addAction } from '#server/api/contract/follow-up.ts';

export const { POST, fallback } = serve({
	POST: endpoint(addAction, ({ services, actor, param, body }) =>
		services.followUps.add(actor, param('id'), body),
	),
});
