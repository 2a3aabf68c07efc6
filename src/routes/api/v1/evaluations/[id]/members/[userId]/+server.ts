import { endpoint, serve } from '#server/api/handler.ts';
import { changeMember, removeMember } from '#server/api/contract/evaluations.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(changeMember, ({ services, actor, param, body }) =>
		services.members.change(actor, param('id'), param('userId'), body),
	),
	DELETE: endpoint(removeMember, ({ services, actor, param }) =>
		services.members.remove(actor, param('id'), param('userId')),
	),
});
