/** Cohorts: those there are with their mean totals, extracting another, removing one. */
import { requireActor } from '#server/services/actor.ts';
import { field, refuse } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireActor(locals);
	const { cohorts, frameworks } = locals.services;
	const [all, known, manages] = await Promise.all([
		cohorts.list(actor),
		frameworks.list(actor),
		cohorts.manages(actor),
	]);
	const means = await Promise.all(all.map(async ({ id }) => (await cohorts.get(actor, id)).total));
	return {
		manages,
		cohorts: all.map((cohort, at) => ({ ...cohort, mean: means[at] ?? null })),
		frameworks: known.map(({ id, name, version }) => ({ id, name: `${name} ${version}` })),
		thisYear: new Date().getFullYear(),
	};
};

export const actions: Actions = {
	create: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			const { name, n } = await locals.services.cohorts.create(actor, {
				name: field(form, 'name'),
				frameworkId: field(form, 'framework'),
				from: Number(field(form, 'from')),
				to: Number(field(form, 'to')),
				counties: form.getAll('county').filter((county) => typeof county === 'string'),
			});
			return { created: { name, n } };
		} catch (error) {
			return refuse(error, locals.locale, 'create', form);
		}
	},

	remove: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			await locals.services.cohorts.remove(actor, field(form, 'id'));
		} catch (error) {
			return refuse(error, locals.locale, 'remove', form);
		}
		return {};
	},
};
