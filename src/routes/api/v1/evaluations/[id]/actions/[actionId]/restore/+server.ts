import { endpoint, serve } from '#server/api/handler.ts';
import { bringActionBack } from '#server/api/contract/follow-up.ts';

export const { POST, fallback } = serve({
	POST: endpoint(bringActionBack, ({ services, actor, param }) =>
		services.followUps.bringBack(actor, param('id'), param('actionId')),
	),
});
