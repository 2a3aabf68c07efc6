import { endpoint, serve } from '#server/api/handler.ts';
import { signIn, signOut } from '#server/api/contract/accounts.ts';

export const { POST, DELETE, fallback } = serve({
	POST: endpoint(signIn, async ({ event, services, body }) => {
		const userAgent = event.request.headers.get('user-agent');
		const { cookie } = await services.auth.signIn({ ...body, ip: event.getClientAddress(), userAgent });
		event.cookies.set(cookie.name, cookie.value, cookie.attributes);
	}),
	DELETE: endpoint(signOut, async ({ event, services, actor }) => {
		const cookie = await services.auth.signOut(actor);
		event.cookies.set(cookie.name, cookie.value, cookie.attributes);
	}),
});
