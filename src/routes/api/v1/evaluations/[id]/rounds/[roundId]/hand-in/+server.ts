import { endpoint, serve } from '#server/api/handler.ts';
import { handInReview, takeBackReview } from '#server/api/contract/rounds.ts';

export const { POST, DELETE, fallback } = serve({
	POST: endpoint(handInReview, ({ services, actor, param }) =>
		services.rounds.handIn(actor, param('id'), param('roundId')),
	),
	DELETE: endpoint(takeBackReview, ({ services, actor, param }) =>
		services.rounds.takeBack(actor, param('id'), param('roundId')),
	),
});
