import { endpoint, serve } from '#server/api/handler.ts';
import { setFacilitator } from '#server/api/contract/calibration.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setFacilitator, ({ services, actor, param, body: { userId } }) =>
		services.calibration.grant(actor, param('id'), 'facilitator', userId),
	),
});
