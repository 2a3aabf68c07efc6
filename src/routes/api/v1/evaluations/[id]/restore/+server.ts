import { endpoint, serve } from '#server/api/handler.ts';
import { restoreVersion } from '#server/api/contract/history.ts';

export const { POST, fallback } = serve({
	POST: endpoint(restoreVersion, ({ services, actor, param, body }) =>
		services.restorations.restore(actor, param('id'), body),
	),
});
