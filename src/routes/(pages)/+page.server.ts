/** My evaluations, the one that changed last on top. */
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireActor(locals);
	const [evaluations, rounds, waiting] = await Promise.all([
		locals.services.evaluations.list(actor),
		locals.services.rounds.waiting(actor),
		locals.services.needs.of(actor),
	]);
	return {
		evaluations: evaluations.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)),
		rounds,
		waiting,
	};
};
