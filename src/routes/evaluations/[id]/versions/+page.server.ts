/** The evaluation's versions, newest first. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { VERSIONS_DATA } from '#lib/workspace/evaluation-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends(VERSIONS_DATA);
	try {
		return { versions: await locals.services.snapshots.list(requireActor(locals), params.id) };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
