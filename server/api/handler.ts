/**
 * The wrapper of every API call: who asks, what they sent (parsed by the route's declaration), the answer as
 * JSON, and every refusal as a problem document. Route files name services and nothing else.
 */
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Locale } from '#lib/i18n/index.ts';
import { isStorable } from '#document/values.ts';
import { record } from '../db/audit.ts';
import { actorFrom, type Actor } from '../services/actor.ts';
import { notFound, ServiceError, unauthorised } from '../services/errors.ts';
import type { Services } from '../services/services.ts';
import { readBody, readQuery } from './parse.ts';
import { problemResponse } from './problem.ts';
import { noteRefused } from './refused-calls.ts';
import type { Method, Route } from './route.ts';

type Parsed<S> = S extends v.GenericSchema ? v.InferOutput<S> : Record<never, never>;

export interface Call<R extends Route> {
	readonly event: RequestEvent;
	readonly services: Services;
	/** Null only where the route says `auth: 'none'` and nobody is signed in. */
	readonly actor: R['auth'] extends 'none' ? Actor | null : Actor;
	readonly body: Parsed<R['body']>;
	readonly query: Parsed<R['query']>;
	readonly locale: Locale;
	/** A path parameter; the router has matched it, so it is never empty. */
	readonly param: (name: string) => string;
}

type Result<R extends Route> = R['answer']['schema'] extends v.GenericSchema
	? v.InferInput<R['answer']['schema']> | Response
	: Response | void;

/** One method of one address. A result becomes JSON under the declared status; a Response is passed through. */
export const endpoint =
	<R extends Route>(route: R, run: (call: Call<R>) => Result<R> | Promise<Result<R>>): RequestHandler =>
	async (event) => {
		try {
			const { user, session } = event.locals;
			const actor = user && actorFrom(user, session);
			if (!actor && route.auth !== 'none') throw unauthorised();
			refuseOtherSites(event, route);
			const query = readQuery(event.url, route);
			const body = await readBody(event.request, route);
			const call = {
				event,
				services: event.locals.services,
				actor,
				body,
				query,
				locale: event.locals.locale,
				param: (name: string) => {
					const value = (event.params as Partial<Record<string, string>>)[name];
					// An address with such characters names nothing that could have been stored.
					if (!value || !isStorable(value)) throw notFound();
					return value;
				},
			};
			const result = await run(call as Call<R>);
			if (!(result instanceof Response)) return answer(route, result);
			await noteExport(event, route, actor, result);
			return uncached(result);
		} catch (error) {
			await noteRefused(event, route, error);
			return refusal(event, error);
		}
	};

/**
 * All methods of one address: `export const { GET, POST, fallback } = serve({ GET: …, POST: … })`.
 * `fallback` answers OPTIONS, and any other method with 405 and what is allowed.
 */
export function serve<H extends Partial<Record<Method, RequestHandler>>>(
	handlers: H,
): H & { fallback: RequestHandler } {
	const methods = Object.keys(handlers);
	if (methods.includes('GET')) methods.push('HEAD');
	const allow = [...methods, 'OPTIONS'].join(', ');
	const fallback: RequestHandler = (event) =>
		event.request.method === 'OPTIONS'
			? new Response(null, { status: 204, headers: { allow } })
			: refusal(
					event,
					new ServiceError(405, 'methodNotAllowed', { params: { allowed: allow }, extra: { allow } }),
				);
	return { ...handlers, fallback };
}

/** For addresses that the API does not have. */
export const unknownAddress: RequestHandler = (event) => refusal(event, new ServiceError(404, 'noSuchPath'));

/** Whatever somebody takes away as a file stands in the audit log before they have it. */
async function noteExport(
	{ locals, params }: RequestEvent,
	{ path }: Route,
	actor: Actor | null,
	response: Response,
): Promise<void> {
	if (!response.headers.get('content-disposition')?.startsWith('attachment')) return;
	await record(locals.services.connection.db, {
		actor: actor?.id ?? null,
		action: 'export.read',
		evaluationId: path.startsWith('/evaluations/{id}/') ? (params.id ?? null) : null,
		subject: path.slice(path.lastIndexOf('/') + 1),
	});
}

function answer(route: Route, result: unknown): Response {
	const { status, schema } = route.answer;
	const headers = { 'cache-control': 'no-store' };
	return schema ? Response.json(result, { status, headers }) : new Response(null, { status, headers });
}

function uncached(response: Response): Response {
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	return response;
}

/**
 * A cookie goes along with requests that a sibling site makes; where one changes something, its Origin must be
 * ours. JSON bodies are safe already (they need a preflight that we do not answer), calls without a body are not.
 */
function refuseOtherSites(event: RequestEvent, route: Route): void {
	if (route.method === 'GET' || event.locals.session?.kind === 'token') return;
	const origin = event.request.headers.get('origin');
	if (origin !== null && origin !== event.url.origin) throw new ServiceError(403, 'crossOrigin');
}

const refusal = (event: RequestEvent, error: unknown): Response =>
	problemResponse(error, {
		locale: event.locals.locale,
		log: event.locals.services.log,
		method: event.request.method,
		route: event.route.id,
	});
