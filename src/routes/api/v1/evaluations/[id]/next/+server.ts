import { endpoint, serve } from '#server/api/handler.ts';
import { startNext } from '#server/api/contract/follow-up.ts';

export const { POST, fallback } = serve({
	POST: endpoint(startNext, ({ services, actor, param, body }) =>
		services.carryOvers.next(actor, param('id'), body),
	),
});
