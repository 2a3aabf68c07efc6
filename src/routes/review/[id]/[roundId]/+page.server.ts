/** A frozen draft with its conversation, for the evaluation's members and the round's guests. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { ROUND_DATA } from '#lib/review/round-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends(ROUND_DATA);
	try {
		const { framework: _, ...shown } = await locals.services.rounds.read(
			requireActor(locals),
			params.id,
			params.roundId,
		);
		return shown;
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
