/**
 * What happens to every HTTP request before SvelteKit sees it, in production and in `vite dev` alike: the
 * public address and that of whoever asks are told, security headers are set, and what SvelteKit refuses of the API gets a problem document.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { preferredLocale } from '#lib/i18n/index.ts';
import { problemOf } from './api/problem.ts';
import { API_BASE } from './api/route.ts';
import type { Config } from './config.ts';
import { noteRequest } from './observability/request-context.ts';
import { ServiceError } from './services/errors.ts';
import { drainUnread } from './unread-body.ts';

/** Headers that only this process writes; SvelteKit's adapter reads the public address and the caller's from them. */
export const PROTOCOL_HEADER = 'x-samsyn-protocol';
export const HOST_HEADER = 'x-samsyn-host';
export const ADDRESS_HEADER = 'x-samsyn-address';

const HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	// Invitation links hold a secret: other sites must not learn it.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'x-frame-options': 'SAMEORIGIN',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
const HSTS = 'max-age=31536000; includeSubDomains';

const FORM_TYPES = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

/**
 * With a configured ORIGIN every request is for that address. Without one the address is whatever the
 * browser used (localhost, 127.0.0.1, a name in the local network), so that its own form posts are not foreign.
 */
function tellAddress(request: IncomingMessage, configured: URL | undefined, local: string): void {
	const asked = request.headers.host;
	const host = configured?.host ?? (asked && HOST.test(asked) ? asked : new URL(local).host);
	request.headers[PROTOCOL_HEADER] = configured?.protocol.slice(0, -1) ?? 'http';
	request.headers[HOST_HEADER] = host;
}

/**
 * Each proxy in front adds, last, the address it saw; what stands before those was written by the caller and is believed
 * by nobody. A request that has not come through all of them is its neighbour's own.
 */
export function callerAddress({ headers, socket }: IncomingMessage, trustedProxies: number): string {
	const seen = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
	const address = trustedProxies > 0 ? (seen.at(-trustedProxies)?.trim() ?? '') : '';
	return isIP(address) > 0 ? address : (socket.remoteAddress ?? '');
}

/** What SvelteKit would refuse of an API call in a page or a text of its own, before any code of ours runs. */
function refusalOf({ method, url = '', headers }: IncomingMessage): ServiceError | undefined {
	const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
	// Taken for cross-site forms; the API takes none of them.
	if (!reads && FORM_TYPES.test(headers['content-type'] ?? '')) return new ServiceError(415, 'notJson');
	try {
		decodeURI(url.split('?', 1)[0] ?? '');
		return undefined;
	} catch {
		return new ServiceError(404, 'noSuchPath');
	}
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: ServiceError): void {
	const locale = preferredLocale(request.headers['accept-language']);
	response.writeHead(refusal.status, {
		'content-type': 'application/problem+json',
		'cache-control': 'no-store',
	});
	response.end(JSON.stringify(problemOf(refusal, locale)));
}

/** Returns true when the request has been answered. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface FrontOptions extends Pick<Config, 'origin' | 'trustedProxies'> {
	/** The address of this process. */
	local: () => string;
}

export function createFront({ origin, trustedProxies, local }: FrontOptions): Front {
	const configured = origin === undefined ? undefined : new URL(origin);
	const headers = {
		...HEADERS,
		...(configured?.protocol === 'https:' && { 'strict-transport-security': HSTS }),
	};
	return (request, response) => {
		tellAddress(request, configured, local());
		request.headers[ADDRESS_HEADER] = callerAddress(request, trustedProxies);
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		drainUnread(request, response);
		const refusal = request.url?.startsWith(`${API_BASE}/`) ? refusalOf(request) : undefined;
		if (!refusal) return false;
		noteRequest({ route: 'refused' });
		refuse(request, response, refusal);
		return true;
	};
}
