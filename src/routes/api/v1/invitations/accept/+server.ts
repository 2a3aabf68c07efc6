import { endpoint, serve } from '#server/api/handler.ts';
import { acceptInvitation } from '#server/api/contract/accounts.ts';

export const { POST, fallback } = serve({
	POST: endpoint(acceptInvitation, async ({ event, services, actor, body: { token, name, password } }) => {
		if (actor) return services.invitations.acceptAs(actor, token);
		const person = { name: name ?? '', password: password ?? '' };
		const { userId, evaluationId } = await services.invitations.acceptAsNew(token, person);
		const cookie = await services.auth.begin(userId, event.request.headers.get('user-agent'));
		event.cookies.set(cookie.name, cookie.value, cookie.attributes);
		return { evaluationId };
	}),
});
