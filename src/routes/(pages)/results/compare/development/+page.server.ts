/** One municipality over its results. */
import { error } from '@sveltejs/kit';
import { municipalityNamed } from '#domain/municipalities/municipalities.ts';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { textIn } from '../../filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = requireActor(locals);
	const asked = textIn(url.searchParams, 'municipality');
	const place = municipalityNamed(asked);
	try {
		return {
			asked,
			unknown: asked !== '' && !place,
			development: place ? await locals.services.benchmarks.development(actor, place.code) : null,
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
