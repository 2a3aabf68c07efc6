/** People with an account, and invitations to make one. */
import { field, refuse } from '../../refusal.ts';
import { requireAdministrator } from './administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireAdministrator(locals);
	const [people, invitations] = await Promise.all([
		locals.services.accounts.list(actor),
		locals.services.invitations.list(actor),
	]);
	return { people, invitations, me: actor.id };
};

export const actions: Actions = {
	invite: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		try {
			const { email, path } = await locals.services.invitations.invite(actor, field(form, 'email'));
			return { invited: { email, url: locals.services.origin() + path } };
		} catch (error) {
			return refuse(error, locals.locale, 'invite', form);
		}
	},

	revoke: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		try {
			await locals.services.invitations.revoke(actor, field(form, 'id'));
		} catch (error) {
			return refuse(error, locals.locale, 'people', form);
		}
	},

	disable: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		try {
			await locals.services.accounts.setDisabled(actor, field(form, 'id'), field(form, 'to') === 'yes');
		} catch (error) {
			return refuse(error, locals.locale, 'people', form);
		}
	},

	admin: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		try {
			await locals.services.accounts.setAdmin(actor, field(form, 'id'), field(form, 'to') === 'yes');
		} catch (error) {
			return refuse(error, locals.locale, 'people', form);
		}
	},
};
