import { endpoint, serve } from '#server/api/handler.ts';
import { markSpoken, unmarkSpoken } from '#server/api/contract/calibration.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(markSpoken, ({ services, actor, param }) =>
		services.calibration.markSpoken(actor, param('id'), param('subquestionId'), param('userId'), true),
	),
	DELETE: endpoint(unmarkSpoken, ({ services, actor, param }) =>
		services.calibration.markSpoken(actor, param('id'), param('subquestionId'), param('userId'), false),
	),
});
