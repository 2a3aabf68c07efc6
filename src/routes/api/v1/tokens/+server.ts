import { endpoint, serve } from '#server/api/handler.ts';
import { createToken, listTokens } from '#server/api/contract/accounts.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listTokens, async ({ services, actor }) => ({ tokens: await services.tokens.list(actor) })),
	POST: endpoint(createToken, ({ services, actor, body: { name, expires } }) =>
		services.tokens.create(actor, { name, expires: expires ?? null }),
	),
});
