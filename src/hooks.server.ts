/** Every request to pages and API passes here: services, who asks, in which language, and the closed door. */
import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { isLocale, preferredLocale, translator } from '#lib/i18n/index.ts';
import { guestHome, openToGuest } from '#server/auth/guest-place.ts';
import { problemResponse } from '#server/api/problem.ts';
import { currentRequest, noteRequest } from '#server/observability/request-context.ts';
import { services } from '#server/registry.ts';
import { ServiceError } from '#server/services/errors.ts';
import { guestRefusal } from './routes/guest-refusal.ts';

/** Whoever asks has no session here yet, or is no person. Every other page needs one. */
const OPEN_ROUTES = [
	'/signin',
	'/first-run',
	'/preferences',
	'/invite/[token]',
	'/guest/[token]',
	'/demo/enter',
	'/shared/[token]',
	'/unsubscribe/[token]',
];
const THEMES = ['light', 'dark'] as const;
/** Asked by machines every few seconds, and right when the database is away: they do not ask who asks. */
const PROBES = ['/healthz', '/readyz', '/metrics'];
const isOpen = (route: string) => [...OPEN_ROUTES, ...PROBES].includes(route) || route.startsWith('/api/');

/** An API call that fails before its handler is reached, as with the database away, is told so as any other. */
const apiProblems: Handle = async ({ event, resolve }) => {
	try {
		return await resolve(event);
	} catch (error) {
		const { request, url, locals } = event;
		if (!url.pathname.startsWith('/api/')) throw error;
		const locale = locals.locale ?? preferredLocale(request.headers.get('accept-language'));
		return problemResponse(error, {
			locale,
			log: services().log,
			method: request.method,
			route: event.route.id,
		});
	}
};

/** What the log and the figures say of it: the pattern, never the address, which may hold an invitation's secret. */
const tellWhat: Handle = ({ event, resolve }) => {
	const route = routeOf(event.route.id) ?? 'unmatched';
	const { id } = event.params;
	const evaluation = id !== undefined && /\/evaluations\/\[id\]/.test(route) ? { evaluation: id } : {};
	noteRequest({ route, ...evaluation });
	return resolve(event);
};

const identify: Handle = async ({ event, resolve }) => {
	const { request, locals, cookies } = event;
	locals.services = services();
	const probe = event.route.id !== null && PROBES.includes(event.route.id);
	const found = probe
		? null
		: await locals.services.auth.authenticate({
				cookie: request.headers.get('cookie') ?? undefined,
				authorization: request.headers.get('authorization') ?? undefined,
			});
	locals.user = found?.user ?? null;
	if (found) noteRequest({ user: found.user.id });
	locals.session = found?.credential ?? null;
	const chosen = cookies.get('locale');
	locals.locale =
		found?.user.locale ??
		(isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language')));
	const theme = THEMES.find((known) => known === cookies.get('theme')) ?? 'system';
	if (found?.renewed) cookies.set(found.renewed.name, found.renewed.value, found.renewed.attributes);
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale).replace('%theme%', theme),
	});
};

/** Groups such as (pages) are part of a route's id but not of its address. */
const routeOf = (id: string | null): string | undefined => id?.replace(/\/\([^)]*\)/g, '');

/** A guest's session opens one review round and nothing else, whatever a page or a call forgets to ask. */
const guestsInTheirRound: Handle = ({ event, resolve }) => {
	const { user, locale } = event.locals;
	const route = routeOf(event.route.id) ?? null;
	if (!user?.guest || openToGuest(user.guest, route, event.params)) return resolve(event);
	if (route?.startsWith('/api/')) {
		const context = { locale, log: services().log, method: event.request.method, route };
		return problemResponse(new ServiceError(403, 'guestOnly'), context);
	}
	return guestRefusal(locale, guestHome(user.guest));
};

const closedDoor: Handle = ({ event, resolve }) => {
	const route = routeOf(event.route.id);
	if (event.locals.user || route === undefined || isOpen(route)) return resolve(event);
	const { pathname, search } = event.url;
	const next =
		event.request.method === 'GET' && pathname !== '/'
			? `?next=${encodeURIComponent(pathname + search)}`
			: '';
	redirect(303, `/signin${next}`);
};

/** What belongs to one person must not lie in a cache that another can reach. */
const keepPrivate: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
	return response;
};

export const handle = sequence(tellWhat, apiProblems, identify, guestsInTheirRound, closedDoor, keepPrivate);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status < 500) return { message };
	const id = currentRequest()?.id ?? randomUUID();
	services().log.error({ err: error, request: id, route: routeOf(event.route.id) }, 'a page failed');
	return { message: translator(event.locals.locale ?? 'sv')('internal', { id }), id };
};
