import { endpoint, serve } from '#server/api/handler.ts';
import { seeMentions } from '#server/api/contract/needs.ts';

export const { POST, fallback } = serve({
	POST: endpoint(seeMentions, ({ services, actor, param, body }) =>
		services.needs.seen(actor, param('id'), body.mentions),
	),
});
