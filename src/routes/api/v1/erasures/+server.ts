import { endpoint, serve } from '#server/api/handler.ts';
import { listErasures } from '#server/api/contract/keeping.ts';

export const { GET, fallback } = serve({
	GET: endpoint(listErasures, ({ services, actor }) => services.retention.list(actor)),
});
