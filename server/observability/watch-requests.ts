/** Every HTTP request from its arrival until its answer is out: an id, one line in the log, and its figures. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../log.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { runRequest, type RequestContext } from './request-context.ts';
import { nameRequest, REQUEST_ID } from './request-id.ts';

/** What never reached a route of the pages: files that were built. */
const STATIC = 'static';
/** Asked every few seconds, or many for one page: lines about them would hide the others. */
const QUIET = new Set([STATIC, '/healthz', '/readyz', '/metrics']);

export type WatchRequests = (request: IncomingMessage, response: ServerResponse, work: () => void) => void;

export function createWatchRequests({ log, metrics }: { log: Logger; metrics: HttpMetrics }): WatchRequests {
	const ended = (request: IncomingMessage, response: ServerResponse, context: RequestContext, ms: number) => {
		const { method = 'GET' } = request;
		const { route = STATIC, user, evaluation } = context;
		const whole = response.writableFinished;
		const status = whole ? response.statusCode : 0;
		metrics.ended({ method, route, status, seconds: ms / 1000 });
		log[QUIET.has(route) && status < 500 ? 'debug' : 'info'](
			{ method, route, status, ms: Math.round(ms * 10) / 10, user, evaluation },
			whole ? 'request' : 'request cut off',
		);
	};
	return (request, response, work) => {
		const started = performance.now();
		const context: RequestContext = { id: nameRequest(request) };
		response.setHeader(REQUEST_ID, context.id);
		metrics.began();
		response.once('close', () =>
			runRequest(context, () => ended(request, response, context, performance.now() - started)),
		);
		runRequest(context, work);
	};
}
