/** What an invitation is to, and accepting it: with a new account, or as who one is. */
import { redirect } from '@sveltejs/kit';
import { PASSWORD_MIN } from '#server/auth/passwords.ts';
import { requireActor } from '#server/services/actor.ts';
import { field, refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const invitation = await locals.services.invitations.open(params.token);
	return {
		invitation: invitation?.state === 'open' ? invitation : null,
		path: `/invite/${params.token}`,
		passwordMin: PASSWORD_MIN,
	};
};

const entered = (evaluationId: string | null) => (evaluationId ? `/evaluations/${evaluationId}` : '/');

export const actions: Actions = {
	create: async ({ request, locals, params, cookies }) => {
		const form = await request.formData();
		let to: string;
		try {
			const { userId, evaluationId } = await locals.services.invitations.acceptAsNew(params.token, {
				name: field(form, 'name'),
				password: field(form, 'password'),
			});
			const cookie = await locals.services.auth.begin(userId, request.headers.get('user-agent'));
			cookies.set(cookie.name, cookie.value, cookie.attributes);
			to = entered(evaluationId);
		} catch (error) {
			return refuse(error, locals.locale, 'create', form);
		}
		redirect(303, to);
	},
	accept: async ({ request, locals, params }) => {
		const form = await request.formData();
		let to: string;
		try {
			const { evaluationId } = await locals.services.invitations.acceptAs(requireActor(locals), params.token);
			to = entered(evaluationId);
		} catch (error) {
			return refuse(error, locals.locale, 'accept', form);
		}
		redirect(303, to);
	},
};
