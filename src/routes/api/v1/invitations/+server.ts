import { endpoint, serve } from '#server/api/handler.ts';
import { createInvitation, listInvitations } from '#server/api/contract/accounts.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listInvitations, async ({ services, actor }) => ({
		invitations: await services.invitations.list(actor),
	})),
	POST: endpoint(createInvitation, async ({ services, actor, body, event }) => {
		const { path, ...sent } = await services.invitations.invite(actor, body.email);
		return { ...sent, link: event.url.origin + path };
	}),
});
