/** Language and appearance, kept in cookies; the language of somebody signed in is kept with the account too. */
import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/index.ts';
import { actorFrom } from '#server/services/actor.ts';
import { field } from '../refusal.ts';
import { wayBack } from '../way-back.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;
const THEMES = ['system', 'light', 'dark'];

export const POST: RequestHandler = async ({ request, cookies, locals, url }) => {
	const form = await request.formData();
	const keep = (name: string, value: string) =>
		cookies.set(name, value, {
			path: '/',
			maxAge: YEAR,
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
		});

	const locale = field(form, 'locale');
	if (isLocale(locale)) {
		keep('locale', locale);
		if (locals.user)
			await locals.services.auth.updateProfile(actorFrom(locals.user, locals.session), {
				name: locals.user.name,
				locale,
			});
	}
	const theme = field(form, 'theme');
	if (THEMES.includes(theme)) keep('theme', theme);

	redirect(303, wayBack(field(form, 'back'), url.origin));
};
