/** One result, and taking an import out of the library. */
import { error, redirect } from '@sveltejs/kit';
import { isServiceError } from '#server/api/problem.ts';
import { requireActor } from '#server/services/actor.ts';
import { refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { results, frameworks } = locals.services;
	try {
		const result = await results.get(requireActor(locals), params.id);
		const { areas } = await frameworks.known(result.framework.id);
		return {
			result,
			areas: areas.map(({ id, name, subquestions }) => ({
				id,
				name,
				subquestions: subquestions.map(({ id, label }) => ({ id, label })),
			})),
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};

export const actions: Actions = {
	remove: async ({ request, locals, params }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		let name: string;
		try {
			const { municipality, year } = await locals.services.results.get(actor, params.id);
			await locals.services.results.remove(actor, params.id);
			name = `${municipality.name} ${year}`;
		} catch (cause) {
			return refuse(cause, locals.locale, 'remove', form);
		}
		redirect(303, `/results?${new URLSearchParams({ removed: params.id, name }).toString()}`);
	},
};
