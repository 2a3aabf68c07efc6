/** One's own account. Each form answers with its own name, so that the page shows the answer where it was asked. */
import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/i18n/index.ts';
import { DIGEST_CHOICES } from '#server/services/digests.ts';
import { PASSWORD_MIN } from '#server/auth/passwords.ts';
import { requireActor } from '#server/services/actor.ts';
import { field, refuse } from '../../refusal.ts';
import { deviceName } from './device.ts';
import type { Actions, PageServerLoad } from './$types';

/** In days; what the form offers. */
const TOKEN_DAYS = [30, 90, 365];
const DAY_MS = 86_400_000;

export const load: PageServerLoad = async ({ locals }) => {
	const actor = requireActor(locals);
	const { digests } = locals.services;
	const [sessions, tokens, digest] = await Promise.all([
		locals.services.auth.listSessions(actor),
		locals.services.tokens.list(actor),
		digests.choiceOf(actor),
	]);
	return {
		sessions: sessions
			.map(({ userAgent, ...session }) => ({ ...session, device: deviceName(userAgent) }))
			.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt)),
		tokens,
		/** Null: this server sends no mail. */
		digest: digests.available ? digest : null,
		tokenDays: TOKEN_DAYS,
		passwordMin: PASSWORD_MIN,
	};
};

export const actions: Actions = {
	profile: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const locale = locals.user?.locale ?? null;
		try {
			await locals.services.auth.updateProfile(actor, { name: field(form, 'name'), locale });
		} catch (error) {
			return refuse(error, locals.locale, 'profile', form);
		}
		return { done: 'profile' as const };
	},

	preferences: async ({ request, locals, cookies, url }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const locale = field(form, 'locale');
		const theme = field(form, 'theme');
		const attributes = { path: '/', maxAge: 365 * 86_400, secure: url.protocol === 'https:' };
		if (isLocale(locale)) {
			cookies.set('locale', locale, attributes);
			await locals.services.auth.updateProfile(actor, { name: actor.name, locale });
			locals.locale = locale;
		}
		if (['system', 'light', 'dark'].includes(theme)) cookies.set('theme', theme, attributes);
		return { done: 'preferences' as const };
	},

	digest: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const choice = DIGEST_CHOICES.find((known) => known === field(form, 'digest')) ?? 'off';
		try {
			await locals.services.digests.choose(actor, choice);
		} catch (error) {
			return refuse(error, locals.locale, 'digest', form);
		}
		return { done: 'digest' as const };
	},

	password: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			const change = { current: field(form, 'current'), next: field(form, 'next') };
			await locals.services.auth.changePassword(actor, change);
		} catch (error) {
			return refuse(error, locals.locale, 'password', form);
		}
		return { done: 'password' as const };
	},

	endSession: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			await locals.services.auth.endSession(actor, field(form, 'id'));
		} catch (error) {
			return refuse(error, locals.locale, 'sessions', form);
		}
		return { done: 'session' as const };
	},

	everywhere: async ({ locals, cookies }) => {
		const cookie = await locals.services.auth.signOutEverywhere(requireActor(locals));
		cookies.set(cookie.name, cookie.value, cookie.attributes);
		redirect(303, '/signin?ended=1');
	},

	createToken: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		const days = TOKEN_DAYS.find((offered) => String(offered) === field(form, 'days'));
		const expires = days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString();
		try {
			const { token } = await locals.services.tokens.create(actor, { name: field(form, 'name'), expires });
			return { done: 'token' as const, token };
		} catch (error) {
			return refuse(error, locals.locale, 'tokens', form);
		}
	},

	revokeToken: async ({ request, locals }) => {
		const actor = requireActor(locals);
		const form = await request.formData();
		try {
			await locals.services.tokens.remove(actor, field(form, 'id'));
		} catch (error) {
			return refuse(error, locals.locale, 'tokens', form);
		}
		return { done: 'revoked' as const };
	},
};
