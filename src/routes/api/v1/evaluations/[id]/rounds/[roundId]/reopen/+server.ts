import { endpoint, serve } from '#server/api/handler.ts';
import { reopenRound } from '#server/api/contract/rounds.ts';

export const { POST, fallback } = serve({
	POST: endpoint(reopenRound, ({ services, actor, param }) =>
		services.rounds.reopen(actor, param('id'), param('roundId')),
	),
});
