import { endpoint, serve } from '#server/api/handler.ts';
import { submitBallot } from '#server/api/contract/scoring.ts';

export const { POST, fallback } = serve({
	POST: endpoint(submitBallot, ({ services, actor, param, body: { subquestions } }) =>
		services.ballots.submit(actor, param('id'), subquestions),
	),
});
