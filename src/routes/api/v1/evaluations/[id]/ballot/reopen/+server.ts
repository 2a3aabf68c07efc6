import { endpoint, serve } from '#server/api/handler.ts';
import { reopenBallot } from '#server/api/contract/scoring.ts';

export const { POST, fallback } = serve({
	POST: endpoint(reopenBallot, ({ services, actor, param, body }) =>
		services.ballots.reopen(actor, param('id'), body),
	),
});
