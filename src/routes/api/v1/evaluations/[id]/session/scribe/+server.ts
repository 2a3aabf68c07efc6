import { endpoint, serve } from '#server/api/handler.ts';
import { setScribe } from '#server/api/contract/calibration.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setScribe, ({ services, actor, param, body: { userId } }) =>
		services.calibration.grant(actor, param('id'), 'scribe', userId),
	),
});
