import { endpoint, serve } from '#server/api/handler.ts';
import { readRound } from '#server/api/contract/rounds.ts';

export const { POST, fallback } = serve({
	POST: endpoint(readRound, ({ services, actor, param }) =>
		services.rounds.markRead(actor, param('id'), param('roundId')),
	),
});
