/** Importing results: the same file is read for the preview and again, by the same rules, when it is kept. */
import { fail, redirect } from '@sveltejs/kit';
import { translator } from '#lib/i18n/index.ts';
import { describe } from '#server/api/problem.ts';
import { fileTooLarge, RESULTS_FILE_LIMIT } from '#server/imports/limits.ts';
import { requireActor } from '#server/services/actor.ts';
import type { ImportInput } from '#server/services/results.ts';
import { field, refuse, typed, type Refusal } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireActor(locals);
	const [known, manages] = await Promise.all([
		locals.services.frameworks.list(actor),
		locals.services.results.manages(actor),
	]);
	return { manages, frameworks: known.map(({ id, name, version }) => ({ id, name: `${name} ${version}` })) };
};

/** Undefined where nothing was given. Throws 413 before a large file is read. */
async function inputOf(form: FormData): Promise<ImportInput | undefined> {
	const file = form.get('file');
	if (file instanceof File && file.size > 0) {
		if (file.size > RESULTS_FILE_LIMIT) throw fileTooLarge();
		return { bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
	}
	const text = field(form, 'text');
	return text.trim() === '' ? undefined : { bytes: new TextEncoder().encode(text) };
}

const optionsOf = (form: FormData) => ({
	municipality: field(form, 'municipality').trim() || undefined,
	year: field(form, 'year').trim() || undefined,
	framework: field(form, 'framework') || undefined,
	note: field(form, 'note') || undefined,
});

function nothing(form: FormData, message: string) {
	const refusal: Refusal = { form: 'import', message, fields: { file: message }, values: typed(form) };
	return fail(422, { refusal });
}

export const actions: Actions = {
	preview: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			const input = await inputOf(form);
			if (!input) return nothing(form, translator(locals.locale)('import.file.missing'));
			const { results, faults } = await locals.services.results.preview(actor, input, optionsOf(form));
			const said = faults.map(({ row, column, code, params }) => ({
				row,
				column,
				message: describe(locals.locale, code, params),
			}));
			return {
				values: typed(form),
				faults: said,
				found: results.map(({ warnings, ...result }) => ({
					...result,
					warnings: warnings.map(({ code, params }) => describe(locals.locale, code, params)),
				})),
			};
		} catch (error) {
			return refuse(error, locals.locale, 'import', form);
		}
	},

	keep: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		let count: number;
		try {
			const input = await inputOf(form);
			if (!input) return nothing(form, translator(locals.locale)('import.file.missing'));
			count = (await locals.services.results.import(actor, input, optionsOf(form))).length;
		} catch (error) {
			return refuse(error, locals.locale, 'import', form);
		}
		redirect(303, `/results?kept=${count}`);
	},
};
