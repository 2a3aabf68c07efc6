import { endpoint, serve } from '#server/api/handler.ts';
import { revealBallots } from '#server/api/contract/scoring.ts';

export const { POST, fallback } = serve({
	POST: endpoint(revealBallots, ({ services, actor, param, body }) =>
		services.ballots.reveal(actor, param('id'), body),
	),
});
