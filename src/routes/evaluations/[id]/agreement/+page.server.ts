/** The agreement statistics as this reader may see them: others' leniency is the leads' alone, so it is not sent. */
import { error, redirect } from '@sveltejs/kit';
import { AGREEMENT_DATA } from '#lib/workspace/evaluation-data.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends, url, untrack }) => {
	depends(AGREEMENT_DATA);
	if (!locals.user) redirect(303, `/signin?next=${encodeURIComponent(untrack(() => url.pathname))}`);
	try {
		return { agreement: await locals.services.agreement.report(requireActor(locals), params.id) };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
