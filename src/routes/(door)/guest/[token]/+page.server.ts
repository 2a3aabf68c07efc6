/** A guest's link: what it opens, and entering under a name. */
import { redirect } from '@sveltejs/kit';
import { field, refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await locals.services.guests.open(params.token);
	if (!found) return { link: null };
	// Whoever is back in the same browser needs no form.
	if (locals.user?.guest?.roundId === found.roundId && found.entered && locals.user.name === found.name)
		redirect(303, `/review/${found.evaluationId}/${found.roundId}`);
	const { evaluationId: _, roundId: __, ...link } = found;
	return { link };
};

export const actions: Actions = {
	default: async ({ request, locals, params, cookies }) => {
		const form = await request.formData();
		let to: string;
		try {
			const { evaluationId, roundId, cookie } = await locals.services.guests.enter(params.token, {
				name: field(form, 'name'),
				userAgent: request.headers.get('user-agent'),
			});
			cookies.set(cookie.name, cookie.value, cookie.attributes);
			to = `/review/${evaluationId}/${roundId}`;
		} catch (error) {
			return refuse(error, locals.locale, 'enter', form);
		}
		redirect(303, to);
	},
};
