import { endpoint, serve } from '#server/api/handler.ts';
import { closeSession, getSession, openSession } from '#server/api/contract/calibration.ts';

export const { GET, POST, DELETE, fallback } = serve({
	GET: endpoint(getSession, ({ services, actor, param }) => services.calibration.get(actor, param('id'))),
	POST: endpoint(openSession, ({ services, actor, param, body }) =>
		services.calibration.open(actor, param('id'), body),
	),
	DELETE: endpoint(closeSession, ({ services, actor, param }) =>
		services.calibration.close(actor, param('id')),
	),
});
