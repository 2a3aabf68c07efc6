/** The improvements and what is done about them. */
import { error } from '@sveltejs/kit';
import { officeDay } from '#domain/days/days.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { FOLLOW_UP_DATA } from '#lib/workspace/evaluation-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends(FOLLOW_UP_DATA);
	try {
		const followUp = await locals.services.followUps.get(requireActor(locals), params.id);
		return { followUp, today: officeDay(Date.now()) };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
