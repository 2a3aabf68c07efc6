/**
 * Refusals as RFC 9457 problem documents, in the request's language. What a service refused keeps its code
 * and texts; anything unexpected becomes a 500 with the id of the request, and everything else about it goes to the log.
 */
import { randomUUID } from 'node:crypto';
import { translator, type Locale, type MessageKey } from '#lib/i18n/index.ts';
import type { ErrorCode } from '#lib/i18n/areas/errors.ts';
import type { Logger } from '../log.ts';
import { currentRequest } from '../observability/request-context.ts';
import { ServiceError, type FieldError, type Params } from '../services/errors.ts';

export interface Problem {
	type: string;
	title: string;
	status: number;
	detail: string;
	code: ErrorCode;
	errors?: { path: string; code: ErrorCode; message: string }[];
	[extra: string]: unknown;
}

const TITLED = [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503] as const;

/** A code in words. */
export function describe(locale: Locale, code: ErrorCode, params: Params = {}): string {
	const t = translator(locale) as (key: MessageKey, params: Params) => string;
	return t(code, params);
}

/**
 * By shape, not by class: the built pages are a module graph of their own, so the same class exists twice in
 * one process and `instanceof` would not see the other one.
 */
export function isServiceError(error: unknown): error is ServiceError {
	return (
		error instanceof Error &&
		'status' in error &&
		typeof error.status === 'number' &&
		'code' in error &&
		typeof error.code === 'string' &&
		'params' in error &&
		'errors' in error &&
		Array.isArray(error.errors) &&
		'extra' in error
	);
}

/** The problem document of a refusal. */
export function problemOf(error: ServiceError, locale: Locale): Problem {
	const status = TITLED.find((known) => known === error.status);
	const fields = error.errors.map(({ path, code, params }: FieldError) => ({
		path,
		code,
		message: describe(locale, code, params),
	}));
	return {
		...error.extra,
		type: `urn:samsyn:problem:${error.code}`,
		title: translator(locale)(status ? `problem.${status}` : 'problem.other'),
		status: error.status,
		detail: describe(locale, error.code, error.params),
		code: error.code,
		...(fields.length > 0 && { errors: fields }),
	};
}

export interface ProblemContext {
	locale: Locale;
	log: Pick<Logger, 'error' | 'warn'>;
	/** For the log alone. */
	method: string;
	/** The pattern of the route; null where none was matched. */
	route: string | null;
}

const CONNECTION_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT']);

const isRoomGone = (error: unknown): error is Error & { name: 'RoomGoneError' } =>
	error instanceof Error && error.name === 'RoomGoneError';

/**
 * Faults that pass by themselves: a room that was given up and will be read again from its log, a database that
 * is away, starting, stopping or out of room (SQLSTATE classes 08, 57P and 53). Nothing was changed; the same call may go through.
 */
function passes(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (isRoomGone(error)) return true;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	return CONNECTION_FAULTS.has(code) || /^(08|57P|53)/.test(code);
}

/** Any thrown value as an HTTP answer. Never throws. */
export function problemResponse(error: unknown, { locale, log, method, route }: ProblemContext): Response {
	if (isServiceError(error)) return respond(problemOf(error, locale), locale);
	const id = currentRequest()?.id ?? randomUUID();
	// With several nodes a room that changes hands is nothing that anybody has to look into.
	if (isRoomGone(error))
		log.warn({ why: error.message, request: id, method, route }, 'a request met a room that was given up');
	else log.error({ err: error, request: id, method, route }, 'a request failed');
	if (passes(error)) {
		const refusal = new ServiceError(503, 'tryAgain', { extra: { retryAfter: 2, id } });
		return respond(problemOf(refusal, locale), locale);
	}
	return respond(
		{
			type: 'urn:samsyn:problem:internal',
			title: translator(locale)('problem.500'),
			status: 500,
			detail: describe(locale, 'internal', { id }),
			code: 'internal',
			id,
		},
		locale,
	);
}

function respond(problem: Problem, locale: Locale): Response {
	const headers = new Headers({
		'content-type': 'application/problem+json',
		'content-language': locale,
		'cache-control': 'no-store',
	});
	if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
	if (typeof problem.allow === 'string') headers.set('allow', problem.allow);
	if (typeof problem.retryAfter === 'number')
		headers.set('retry-after', String(Math.ceil(problem.retryAfter)));
	return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
