import { endpoint, serve } from '#server/api/handler.ts';
import { changePhase } from '#server/api/contract/evaluations.ts';

export const { POST, fallback } = serve({
	POST: endpoint(changePhase, ({ services, actor, param, body: { to, reason, acknowledged } }) =>
		services.phases.change(actor, param('id'), to, reason, { acknowledged }),
	),
});
