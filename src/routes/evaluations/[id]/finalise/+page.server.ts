/** What stands between the evaluation and its final version, who has signed, and what was frozen before. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { EVALUATION_DATA, READINESS_DATA } from '#lib/workspace/evaluation-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	// Signatures and phases come as notices, which have the evaluation's data read again.
	depends(READINESS_DATA, EVALUATION_DATA);
	const actor = requireActor(locals);
	const { finalReadiness, finalVersions } = locals.services;
	try {
		const [readiness, versions] = await Promise.all([
			finalReadiness.of(actor, params.id),
			finalVersions.list(actor, params.id),
		]);
		return { readiness, versions };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
