/** The link at the end of a digest: ends it without signing in, once somebody says so. */
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	holds: await locals.services.digests.isToken(params.token),
});

export const actions: Actions = {
	default: async ({ locals, params }) => ({ ended: await locals.services.digests.end(params.token) }),
};
