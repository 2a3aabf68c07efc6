import { endpoint, serve } from '#server/api/handler.ts';
import { eraseNotes } from '#server/api/contract/keeping.ts';

export const { POST, fallback } = serve({
	POST: endpoint(eraseNotes, ({ services, actor, param, body }) =>
		services.retention.eraseNotes(actor, param('id'), body.reason),
	),
});
