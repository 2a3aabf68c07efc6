import { endpoint, serve } from '#server/api/handler.ts';
import { createUser, listUsers } from '#server/api/contract/accounts.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listUsers, async ({ services, actor }) => ({ users: await services.accounts.list(actor) })),
	POST: endpoint(createUser, ({ services, actor, body }) => services.accounts.create(actor, body)),
});
