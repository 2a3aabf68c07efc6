import { endpoint, serve } from '#server/api/handler.ts';
import { listRounds, openRound } from '#server/api/contract/rounds.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listRounds, ({ services, actor, param }) => services.rounds.list(actor, param('id'))),
	POST: endpoint(openRound, ({ services, actor, param, body }) =>
		services.rounds.open(actor, param('id'), body),
	),
});
