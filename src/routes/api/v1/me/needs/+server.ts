import { endpoint, serve } from '#server/api/handler.ts';
import { getNeeds } from '#server/api/contract/needs.ts';

export const { GET, fallback } = serve({
	GET: endpoint(getNeeds, async ({ services, actor }) => {
		const evaluations = await services.needs.of(actor);
		return { count: evaluations.reduce((sum, { needs }) => sum + needs.length, 0), evaluations };
	}),
});
