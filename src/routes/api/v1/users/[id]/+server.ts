import { endpoint, serve } from '#server/api/handler.ts';
import { changeUser } from '#server/api/contract/accounts.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(changeUser, async ({ services: { accounts }, actor, param, body: { admin, disabled } }) => {
		if (disabled !== undefined) await accounts.setDisabled(actor, param('id'), disabled);
		if (admin !== undefined) await accounts.setAdmin(actor, param('id'), admin);
	}),
});
