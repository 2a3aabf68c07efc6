/** This evaluation beside others, and choosing what it is set beside. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { difference } from '#domain/comparison/figures.ts';
import { requireActor } from '#server/services/actor.ts';
import type { DevelopmentPoint } from '#server/services/benchmarks.ts';
import type { EvaluationComparison } from '#server/services/evaluation-comparison.ts';
import { COMPARISON_DATA } from '#lib/workspace/evaluation-data.ts';
import { field, refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is being worked on stands at the end of the line, once all of it is agreed and until the library has it. */
function withNow(points: readonly DevelopmentPoint[], comparison: EvaluationComparison): DevelopmentPoint[] {
	const { evaluation, framework, total, earlier } = comparison;
	const last = earlier[0];
	if (total.achieved === null || evaluation.final || !last || points.at(-1)?.resultId !== last.resultId)
		return [...points];
	const before = points.at(-1)?.achieved ?? null;
	return [
		...points,
		{
			resultId: 'now',
			year: evaluation.year,
			framework,
			achieved: total.achieved,
			percent: total.percent,
			max: total.max,
			comparability: last.comparability,
			change: difference(total.achieved, before, last.comparability),
			fictitious: false,
		},
	];
}

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends(COMPARISON_DATA);
	const actor = requireActor(locals);
	const { evaluationComparisons, cohorts, benchmarks } = locals.services;
	try {
		const comparison = await evaluationComparisons.of(
			actor,
			params.id,
			url.searchParams.get('previous') ?? undefined,
		);
		const [all, development] = await Promise.all([
			cohorts.list(actor),
			benchmarks.development(actor, comparison.evaluation.municipality),
		]);
		return {
			comparison,
			// A cohort of another framework has nothing to set beside this one.
			cohorts: all.filter(({ framework }) => framework.name === comparison.framework.name),
			development: withNow(development.total, comparison),
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};

export const actions: Actions = {
	cohort: async ({ request, locals, params }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			await locals.services.cohorts.choose(actor, params.id, field(form, 'cohort') || null);
		} catch (cause) {
			return refuse(cause, locals.locale, 'cohort', form);
		}
		return { chosen: true };
	},
};
