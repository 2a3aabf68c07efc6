/** This evaluation beside others, and choosing what it is set beside. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { COMPARISON_DATA } from '#lib/workspace/evaluation-data.ts';
import { field, refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

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
			development: development.total,
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
