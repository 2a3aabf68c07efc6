import { endpoint, serve } from '#server/api/handler.ts';
import { changeAction, removeAction } from '#server/api/contract/follow-up.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(changeAction, ({ services, actor, param, body }) =>
		services.followUps.change(actor, param('id'), param('actionId'), body),
	),
	DELETE: endpoint(removeAction, ({ services, actor, param }) =>
		services.followUps.remove(actor, param('id'), param('actionId')),
	),
});
