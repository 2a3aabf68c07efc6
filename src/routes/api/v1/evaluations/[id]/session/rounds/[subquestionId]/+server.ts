import { endpoint, serve } from '#server/api/handler.ts';
import { openRound } from '#server/api/contract/calibration.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(openRound, ({ services, actor, param, body: { n } }) =>
		services.calibration.openRound(actor, param('id'), param('subquestionId'), n),
	),
});
