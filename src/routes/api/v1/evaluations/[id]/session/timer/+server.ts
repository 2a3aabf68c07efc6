import { endpoint, serve } from '#server/api/handler.ts';
import { startTimer, stopTimer } from '#server/api/contract/calibration.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(startTimer, ({ services, actor, param, body: { seconds } }) =>
		services.calibration.setTimer(actor, param('id'), seconds),
	),
	DELETE: endpoint(stopTimer, ({ services, actor, param }) =>
		services.calibration.setTimer(actor, param('id'), null),
	),
});
