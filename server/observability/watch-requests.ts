/** Every HTTP request from its arrival until its answer is out: an id, one line in the log, its figures, and its span. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../log.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { runRequest, type RequestContext } from './request-context.ts';
import { isNear, nameRequest, REQUEST_ID } from './request-id.ts';
import { NO_TRACING, type RequestSpan, type Tracing } from './tracing.ts';

/** What never reached a route of the pages: files that were built. */
const STATIC = 'static';
/** Asked every few seconds, or many for one page: lines about them would hide the others. */
const QUIET = new Set([STATIC, '/healthz', '/readyz', '/metrics']);

interface Running {
	request: IncomingMessage;
	response: ServerResponse;
	context: RequestContext;
	span: RequestSpan | undefined;
}

export type WatchRequests = (request: IncomingMessage, response: ServerResponse, work: () => void) => void;

interface WatchParts {
	log: Logger;
	metrics: HttpMetrics;
	tracing?: Tracing;
}

export function createWatchRequests({ log, metrics, tracing = NO_TRACING }: WatchParts): WatchRequests {
	const ended = (
		{ request, response, context, span }: Running,
		/** From its arrival. */
		ms: number,
	) => {
		const { method = 'GET' } = request;
		const { route = STATIC, user, evaluation } = context;
		const whole = response.writableFinished;
		const status = whole ? response.statusCode : 0;
		metrics.ended({ method, route, status, seconds: ms / 1000 });
		span?.end(
			`${method} ${route}`,
			{ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
			status === 0 || status >= 500,
		);
		log[QUIET.has(route) && status < 500 ? 'debug' : 'info'](
			{ method, route, status, ms: Math.round(ms * 10) / 10, user, evaluation },
			whole ? 'request' : 'request cut off',
		);
	};
	return (request, response, work) => {
		const started = performance.now();
		const context: RequestContext = { id: nameRequest(request) };
		const span = tracing.request(
			isNear(request.socket.remoteAddress) ? request.headers : { [REQUEST_ID]: context.id },
		);
		if (span) context.trace = span.traceId;
		response.setHeader(REQUEST_ID, context.id);
		metrics.began();
		response.once('close', () =>
			runRequest(context, () => ended({ request, response, context, span }, performance.now() - started)),
		);
		runRequest(context, () => (span ? span.run(work) : work()));
	};
}
