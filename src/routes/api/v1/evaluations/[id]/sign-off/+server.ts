import { endpoint, serve } from '#server/api/handler.ts';
import { signOff, withdrawSignOff } from '#server/api/contract/final.ts';

export const { PUT, DELETE, fallback } = serve({
	PUT: endpoint(signOff, ({ services, actor, param, body }) =>
		services.signOffs.sign(actor, param('id'), body),
	),
	DELETE: endpoint(withdrawSignOff, ({ services, actor, param }) =>
		services.signOffs.withdraw(actor, param('id')),
	),
});
