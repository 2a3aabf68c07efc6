import { endpoint, serve } from '#server/api/handler.ts';
import { revokeShare } from '#server/api/contract/shares.ts';

export const { DELETE, fallback } = serve({
	DELETE: endpoint(revokeShare, ({ services, actor, param }) =>
		services.shares.revoke(actor, param('id'), param('shareId')),
	),
});
