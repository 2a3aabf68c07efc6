import { endpoint, serve } from '#server/api/handler.ts';
import { setFocus } from '#server/api/contract/calibration.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setFocus, ({ services, actor, param, body: { subquestionId } }) =>
		services.calibration.focus(actor, param('id'), subquestionId),
	),
});
