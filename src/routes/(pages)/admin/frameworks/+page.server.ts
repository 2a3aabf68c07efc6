/** Frameworks: which there are, and importing another as JSON with everything that is wrong with it named. */
import { fail } from '@sveltejs/kit';
import { allSubquestions } from '#domain/framework/framework.ts';
import { translator } from '#lib/i18n/index.ts';
import { refuse } from '../../../refusal.ts';
import { requireAdministrator } from '../administrator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const known = await locals.services.frameworks.list(requireAdministrator(locals));
	return {
		frameworks: known.map((framework) => ({
			id: framework.id,
			name: `${framework.name} ${framework.version}`,
			areas: framework.areas.length,
			subquestions: allSubquestions(framework).length,
			max: framework.areas.reduce((sum, { max }) => sum + max, 0),
			sha256: framework.sha256,
		})),
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const actor = requireAdministrator(locals);
		const form = await request.formData();
		const t = translator(locals.locale);
		const refused = (text: string) => {
			const refusal = { form: 'import', message: text, fields: { file: text }, values: {} };
			return fail(422, { refusal });
		};
		const file = form.get('file');
		if (!(file instanceof File) || file.size === 0) return refused(t('admin.frameworks.fileMissing'));
		let json: unknown;
		try {
			json = JSON.parse(await file.text());
		} catch {
			return refused(t('malformedJson'));
		}
		try {
			const { name, version } = await locals.services.frameworks.importJson(actor, json);
			return { imported: `${name} ${version}` };
		} catch (error) {
			return refuse(error, locals.locale, 'import', form);
		}
	},
};
