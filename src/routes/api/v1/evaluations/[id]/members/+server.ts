import { endpoint, serve } from '#server/api/handler.ts';
import { addMember } from '#server/api/contract/evaluations.ts';

export const { POST, fallback } = serve({
	POST: endpoint(addMember, ({ services, actor, param, body }) =>
		services.members.add(actor, param('id'), body),
	),
});
