import { endpoint, serve } from '#server/api/handler.ts';
import { closeRound } from '#server/api/contract/rounds.ts';

export const { POST, fallback } = serve({
	POST: endpoint(closeRound, ({ services, actor, param }) =>
		services.rounds.close(actor, param('id'), param('roundId')),
	),
});
