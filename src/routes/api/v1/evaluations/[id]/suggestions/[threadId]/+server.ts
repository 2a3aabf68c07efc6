import { endpoint, serve } from '#server/api/handler.ts';
import { decideSuggestion } from '#server/api/contract/conversations.ts';

export const { POST, fallback } = serve({
	POST: endpoint(decideSuggestion, ({ services, actor, param, body }) =>
		services.conversations.decideSuggestion(actor, param('id'), param('threadId'), body),
	),
});
