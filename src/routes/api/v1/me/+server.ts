import { endpoint, serve } from '#server/api/handler.ts';
import { me } from '#server/api/contract/accounts.ts';

export const { GET, fallback } = serve({
	GET: endpoint(me, ({ actor: { id, name, email, admin } }) => ({ id, name, email, admin })),
});
