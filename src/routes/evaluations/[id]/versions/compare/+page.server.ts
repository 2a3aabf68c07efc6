/** Two versions beside each other: those of the address, or the newest one and now. */
import { error } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { NOW } from '#server/services/compare.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const actor = requireActor(locals);
	const { snapshots, comparisons } = locals.services;
	try {
		const versions = await snapshots.list(actor, params.id);
		const from = url.searchParams.get('from') || versions[0]?.id;
		const to = url.searchParams.get('to') || NOW;
		if (from === undefined) return { versions, from: NOW, to, compared: null };
		return { versions, from, to, compared: await comparisons.between(actor, params.id, from, to) };
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
