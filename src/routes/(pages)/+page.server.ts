/** My evaluations, the one that changed last on top. */
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const evaluations = await locals.services.evaluations.list(requireActor(locals));
	return { evaluations: evaluations.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)) };
};
