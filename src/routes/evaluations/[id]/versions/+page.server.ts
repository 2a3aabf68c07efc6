/** The evaluation's final versions and its kept states, newest first. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { VERSIONS_DATA } from '#lib/workspace/evaluation-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends(VERSIONS_DATA);
	try {
		const actor = requireActor(locals);
		const { snapshots, finalVersions } = locals.services;
		const [versions, finals] = await Promise.all([
			snapshots.list(actor, params.id),
			finalVersions.list(actor, params.id),
		]);
		return { versions, finals };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
