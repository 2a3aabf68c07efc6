import { endpoint, serve } from '#server/api/handler.ts';
import { listAudit } from '#server/api/contract/records.ts';

export const { GET, fallback } = serve({
	GET: endpoint(listAudit, ({ services, actor, query }) => services.audit.list(actor, query)),
});
