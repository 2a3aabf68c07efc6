/** The evaluation's review rounds, and the conversation of the one that is shown. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { ROUNDS_DATA } from '#lib/review/round-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	depends(ROUNDS_DATA);
	const actor = requireActor(locals);
	try {
		const rounds = await locals.services.rounds.list(actor, params.id);
		const conversations = await locals.services.rounds.conversations(actor, params.id);
		const wanted = url.searchParams.get('round');
		const shown = rounds.find(({ id }) => id === wanted) ?? rounds[0];
		if (!shown) return { rounds, conversations, shown: null };
		const { round, report } = await locals.services.rounds.read(actor, params.id, shown.id);
		return { rounds, conversations, shown: { round, areas: report.areas } };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
