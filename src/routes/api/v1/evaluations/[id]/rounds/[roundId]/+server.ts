import { endpoint, serve } from '#server/api/handler.ts';
import { getRound } from '#server/api/contract/rounds.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getRound, ({ services, actor, param }) =>
		services.rounds.get(actor, param('id'), param('roundId')),
	),
});
