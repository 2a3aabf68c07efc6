import { endpoint, serve } from '#server/api/handler.ts';
import { carryOver } from '#server/api/contract/follow-up.ts';

export const { POST, fallback } = serve({
	POST: endpoint(carryOver, ({ services, actor, param }) =>
		services.carryOvers.carryOver(actor, param('id')),
	),
});
