/** The first administrator, made with the one-time key that the terminal shows. */
import { redirect } from '@sveltejs/kit';
import { PASSWORD_MIN } from '#server/auth/passwords.ts';
import { field, refuse } from '../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const token = url.searchParams.get('token') ?? '';
	const needed = await locals.services.firstRun.needed();
	return {
		needed,
		// Only a key that would be taken is filled in; a wrong one is asked for again.
		token: needed && token && (await locals.services.firstRun.accepts(token)) ? token : '',
		wrong: needed && token !== '' && !(await locals.services.firstRun.accepts(token)),
		passwordMin: PASSWORD_MIN,
	};
};

export const actions: Actions = {
	default: async ({ request, locals, cookies }) => {
		const form = await request.formData();
		try {
			const { userId } = await locals.services.firstRun.createAdministrator(field(form, 'token').trim(), {
				email: field(form, 'email'),
				name: field(form, 'name'),
				password: field(form, 'password'),
			});
			const cookie = await locals.services.auth.begin(userId, request.headers.get('user-agent'));
			cookies.set(cookie.name, cookie.value, cookie.attributes);
		} catch (error) {
			return refuse(error, locals.locale, 'firstRun', form);
		}
		redirect(303, '/');
	},
};
