import { endpoint, serve } from '#server/api/handler.ts';
import { importFramework, listFrameworks } from '#server/api/contract/frameworks.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listFrameworks, ({ services, actor }) => services.frameworks.list(actor)),
	POST: endpoint(importFramework, ({ services, actor, body }) => services.frameworks.importJson(actor, body)),
});
