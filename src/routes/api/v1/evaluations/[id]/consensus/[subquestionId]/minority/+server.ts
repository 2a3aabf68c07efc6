import { endpoint, serve } from '#server/api/handler.ts';
import { setMinority } from '#server/api/contract/scoring.ts';

export const { PUT, fallback } = serve({
	PUT: endpoint(setMinority, async ({ services, actor, param, body: { text } }) => {
		await services.consensus.dissent(actor, param('id'), param('subquestionId'), text);
		return { text: text.trim() };
	}),
});
