import { endpoint, serve } from '#server/api/handler.ts';
import { resolveThread } from '#server/api/contract/conversations.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(resolveThread, ({ services, actor, param, body }) =>
		services.conversations.resolve(actor, param('id'), param('threadId'), body),
	),
});
