/** What is kept and erased on this server: the rule, the trace, and the people whose data can be erased. */
import { fail } from '@sveltejs/kit';
import { translator } from '#lib/i18n/index.ts';
import { field, refuse, type Refusal } from '../../../refusal.ts';
import { requireAdministrator } from '../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireAdministrator(locals);
	const { retention, accounts } = locals.services;
	const [policy, erasures, people] = await Promise.all([
		retention.policy(actor),
		retention.list(actor),
		accounts.list(actor),
	]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	return {
		policy,
		erasures: erasures.map(({ by, ...erasure }) => ({
			...erasure,
			by: by === null ? null : (names.get(by) ?? by),
			name: names.get(erasure.subject) ?? null,
		})),
		people: people
			.filter(({ id, email }) => id !== actor.id && !email.endsWith('.invalid'))
			.map(({ id, name, email }) => ({ id, name, email })),
	};
};

export const actions: Actions = {
	policy: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		const text = field(form, 'notesDays').trim();
		const days = text === '' ? null : Number(text);
		try {
			await locals.services.retention.setPolicy(actor, days);
			return { set: true };
		} catch (error) {
			return refuse(error, locals.locale, 'policy', form);
		}
	},

	erase: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		const id = field(form, 'person');
		const people = await locals.services.accounts.list(actor);
		const chosen = people.find((person) => person.id === id);
		// Typed by hand, so that nobody is erased by the wrong line of a list.
		if (chosen?.email.toLowerCase() !== field(form, 'email').trim().toLowerCase()) {
			const say = translator(locals.locale);
			const refusal: Refusal = {
				form: 'erase',
				message: say('form.invalid'),
				fields: { email: say('keeping.person.wrong') },
				values: { person: id, reason: field(form, 'reason') },
			};
			return fail(422, { refusal });
		}
		try {
			await locals.services.retention.erasePerson(actor, id, field(form, 'reason'));
			return { erased: true };
		} catch (error) {
			return refuse(error, locals.locale, 'erase', form);
		}
	},
};
