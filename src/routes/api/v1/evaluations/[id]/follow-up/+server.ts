import { endpoint, serve } from '#server/api/handler.ts';
import { getFollowUp } from '#server/api/contract/follow-up.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getFollowUp, ({ services, actor, param }) => services.followUps.get(actor, param('id'))),
});
