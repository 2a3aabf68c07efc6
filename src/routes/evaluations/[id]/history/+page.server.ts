/** The newest stretch of the timeline, for the filter in the address. */
import { error } from '@sveltejs/kit';
import { TOPICS } from '#document/activities.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const wanted = (name: string) => url.searchParams.get(name) ?? '';
	const topic = TOPICS.find((known) => known === wanted('topic'));
	const filter = { person: wanted('person'), area: wanted('area'), topic: topic ?? '' };
	try {
		const page = await locals.services.timeline.read(requireActor(locals), params.id, {
			person: filter.person || undefined,
			area: filter.area || undefined,
			topic,
		});
		return { ...page, filter };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
