/** Sign-in by password; in the demonstration, by choosing who to be. */
import { redirect } from '@sveltejs/kit';
import { isRole } from '#domain/permissions/roles.ts';
import { field, refuse } from '../../refusal.ts';
import { wayBack } from '../../way-back.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { demo, firstRun } = locals.services;
	const next = wayBack(url.searchParams.get('next'), url.origin);
	if (locals.user) redirect(303, next);
	if (!demo && (await firstRun.needed())) redirect(303, '/first-run');
	const people = (demo?.people ?? []).map(({ id, name, initials, role }) => ({
		id,
		name,
		initials,
		role: isRole(role) ? role : null,
	}));
	return { next, ended: url.searchParams.has('ended'), people };
};

export const actions: Actions = {
	signIn: async ({ request, locals, cookies, url, getClientAddress }) => {
		const form = await request.formData();
		try {
			const { cookie } = await locals.services.auth.signIn({
				email: field(form, 'email'),
				password: field(form, 'password'),
				ip: getClientAddress(),
				userAgent: request.headers.get('user-agent'),
			});
			cookies.set(cookie.name, cookie.value, cookie.attributes);
		} catch (error) {
			return refuse(error, locals.locale, 'signIn', form);
		}
		redirect(303, wayBack(field(form, 'next'), url.origin));
	},
};
