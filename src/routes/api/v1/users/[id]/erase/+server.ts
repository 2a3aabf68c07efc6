import { endpoint, serve } from '#server/api/handler.ts';
import { erasePerson } from '#server/api/contract/keeping.ts';

export const { POST, fallback } = serve({
	POST: endpoint(erasePerson, ({ services, actor, param, body }) =>
		services.retention.erasePerson(actor, param('id'), body.reason),
	),
});
