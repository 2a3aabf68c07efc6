import { endpoint, serve } from '#server/api/handler.ts';
import { setAgenda } from '#server/api/contract/calibration.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setAgenda, ({ services, actor, param, body }) =>
		services.calibration.setAgenda(actor, param('id'), body),
	),
});
