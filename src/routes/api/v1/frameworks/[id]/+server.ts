import { endpoint, serve } from '#server/api/handler.ts';
import { getFramework } from '#server/api/contract/frameworks.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getFramework, ({ services, actor, param }) => services.frameworks.get(actor, param('id'))),
});
