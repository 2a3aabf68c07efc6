/** Signing out is a form post; who comes here by address is asked to press. */
import { redirect } from '@sveltejs/kit';
import { actorFrom } from '#server/services/actor.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	redirect(303, locals.user ? '/account' : '/signin');
};

export const actions: Actions = {
	default: async ({ locals, cookies }) => {
		if (locals.user) {
			const cookie = await locals.services.auth.signOut(actorFrom(locals.user, locals.session));
			cookies.set(cookie.name, cookie.value, cookie.attributes);
		}
		redirect(303, '/signin?ended=1');
	},
};
