/** Makes an evaluation from one form. Links of invitations are shown once, on the page that follows. */
import { fail, redirect } from '@sveltejs/kit';
import { allSubquestions } from '#domain/framework/framework.ts';
import { translator } from '#lib/i18n/index.ts';
import { requireActor } from '#server/services/actor.ts';
import { refuse, typed } from '../../../refusal.ts';
import { parseForm, type MemberRow } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

const byAge = (a: { validFrom?: number }, b: { validFrom?: number }) =>
	(a.validFrom ?? 0) - (b.validFrom ?? 0);

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireActor(locals);
	const { frameworks, evaluations, cohorts } = locals.services;
	const [known, mine, groups] = await Promise.all([
		frameworks.list(actor),
		evaluations.list(actor),
		cohorts.list(actor),
	]);
	return {
		cohorts: groups,
		thisYear: new Date().getFullYear(),
		// The newest version last: it is the one that is meant unless another is chosen.
		frameworks: known.toSorted(byAge).map(({ id, name, version, areas, comparability, ...framework }) => ({
			id,
			name,
			version,
			comparability,
			areas: areas.map((area) => ({ id: area.id, name: area.name, max: area.max })),
			subquestions: allSubquestions({ ...framework, id, name, version, areas, comparability }).length,
		})),
		earlier: mine.map(({ id, title, municipality, year, frameworkId }) => ({
			id,
			title,
			municipality,
			year,
			frameworkId,
		})),
	};
};

/** The service names a member by place in the list; the page by row. `before`: entries ahead of the rows. */
function byRow(fields: Record<string, string>, members: readonly MemberRow[], before: number) {
	return Object.fromEntries(
		Object.entries(fields).map(([path, text]) => {
			const [, at, part] = /^members\.(\d+)\.(\w+)$/.exec(path) ?? [];
			if (at === undefined) return [path === 'municipalityCode' ? 'municipality' : path, text];
			return [`member-${members[Number(at) - before]?.row ?? at}-${part === 'email' ? part : 'email'}`, text];
		}),
	);
}

export const actions: Actions = {
	create: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const t = translator(locals.locale);
		const parsed = parseForm(form, { t, locale: locals.locale }, actor.email);
		if (!parsed.ok) {
			const message = t('form.invalid');
			return fail(422, { refusal: { form: 'new', message, fields: parsed.fields, values: typed(form) } });
		}
		const { iScore, members, ...input } = parsed.value;
		const me = { email: actor.email, role: 'lead' as const, scores: iScore };
		let created;
		try {
			created = await locals.services.evaluations.create(actor, {
				...input,
				members: [me, ...members.map(({ email, role, scores }) => ({ email, role, scores }))],
			});
		} catch (error) {
			const refusal = refuse(error, locals.locale, 'new', form);
			refusal.data.refusal.fields = byRow(refusal.data.refusal.fields, members, 1);
			return refusal;
		}
		if (created.invitations.length === 0) redirect(303, `/evaluations/${created.id}`);
		return { created };
	},

	/** More rows for members, where there is no script to add them. */
	rows: async ({ request }) => {
		const form = await request.formData();
		return { more: { values: typed(form), rows: form.getAll('row').length + 4 } };
	},
};
