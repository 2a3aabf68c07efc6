import { endpoint, serve } from '#server/api/handler.ts';
import { markDiscussed, unmarkDiscussed } from '#server/api/contract/calibration.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(markDiscussed, ({ services, actor, param }) =>
		services.calibration.markDiscussed(actor, param('id'), param('subquestionId'), true),
	),
	DELETE: endpoint(unmarkDiscussed, ({ services, actor, param }) =>
		services.calibration.markDiscussed(actor, param('id'), param('subquestionId'), false),
	),
});
