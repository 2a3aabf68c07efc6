import { endpoint, serve } from '#server/api/handler.ts';
import { removeToken } from '#server/api/contract/accounts.ts';

export const { DELETE, fallback } = serve({
	DELETE: endpoint(removeToken, ({ services, actor, param }) => services.tokens.remove(actor, param('id'))),
});
