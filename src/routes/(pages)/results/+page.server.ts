/** The library, filtered by the address, a page at a time; taking a removal back. */
import { redirect } from '@sveltejs/kit';
import { searchMunicipalities } from '#domain/municipalities/municipalities.ts';
import { requireActor } from '#server/services/actor.ts';
import { field, refuse } from '../../refusal.ts';
import { countiesIn, textIn, yearIn } from './filter.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const actor = requireActor(locals);
	const { results, frameworks } = locals.services;
	const { searchParams } = url;
	const municipality = textIn(searchParams, 'municipality');
	const frameworkId = textIn(searchParams, 'framework');
	const counties = countiesIn(searchParams);
	const at = Number(searchParams.get('at') ?? 0);
	const offset = Number.isSafeInteger(at) && at > 0 && at < 1_000_000 ? at : 0;
	const [page, known, manages] = await Promise.all([
		results.list(
			actor,
			{
				...(frameworkId && { frameworkId }),
				...(municipality && { municipalities: searchMunicipalities(municipality).map(({ code }) => code) }),
				counties,
				from: yearIn(searchParams, 'from'),
				to: yearIn(searchParams, 'to'),
			},
			{ limit: PAGE, offset },
		),
		frameworks.list(actor),
		results.manages(actor),
	]);
	const removed = searchParams.get('removed');
	return {
		...page,
		offset,
		size: PAGE,
		manages,
		frameworks: known.map(({ id, name, version }) => ({ id, name: `${name} ${version}` })),
		filter: {
			municipality,
			framework: frameworkId,
			county: counties[0] ?? '',
			from: searchParams.get('from') ?? '',
			to: searchParams.get('to') ?? '',
		},
		removed: removed === null ? null : { id: removed, name: searchParams.get('name') ?? '' },
		kept: Number(searchParams.get('kept') ?? 0) || 0,
	};
};

export const actions: Actions = {
	restore: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const id = field(form, 'id');
		try {
			await locals.services.results.restore(actor, id);
		} catch (error) {
			return refuse(error, locals.locale, 'restore', form);
		}
		redirect(303, `/results/${id}`);
	},
};
