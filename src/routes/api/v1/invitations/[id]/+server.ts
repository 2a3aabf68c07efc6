import { endpoint, serve } from '#server/api/handler.ts';
import { revokeInvitation } from '#server/api/contract/accounts.ts';

export const { DELETE, fallback } = serve({
	DELETE: endpoint(revokeInvitation, ({ services, actor, param }) =>
		services.invitations.revoke(actor, param('id')),
	),
});
