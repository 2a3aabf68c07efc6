import { endpoint, serve } from '#server/api/handler.ts';
import { createEvaluation, listEvaluations } from '#server/api/contract/evaluations.ts';

export const { GET, POST, fallback } = serve({
	GET: endpoint(listEvaluations, ({ services, actor }) => services.evaluations.list(actor)),
	POST: endpoint(
		createEvaluation,
		({ services, actor, body: { previousEvaluationId, cohortId, ...input } }) =>
			services.evaluations.create(actor, {
				...input,
				previousEvaluationId: previousEvaluationId ?? undefined,
				cohortId: cohortId ?? undefined,
			}),
	),
});
