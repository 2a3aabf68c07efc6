import { endpoint, serve } from '#server/api/handler.ts';
import { getCohort, removeCohort, renameCohort } from '#server/api/contract/results.ts';

export const { GET, PUT, DELETE, fallback } = serve({
	GET: endpoint(getCohort, async ({ services, actor, param }) => {
		const { areas, subquestions, ...cohort } = await services.cohorts.get(actor, param('id'));
		return {
			...cohort,
			areas: Object.fromEntries(areas),
			subquestions: Object.fromEntries(subquestions),
		};
	}),
	PUT: endpoint(renameCohort, ({ services, actor, param, body }) =>
		services.cohorts.rename(actor, param('id'), body.name),
	),
	DELETE: endpoint(removeCohort, ({ services, actor, param }) => services.cohorts.remove(actor, param('id'))),
});
