/** The figures of HTTP requests. Labels come from closed sets: never an address, which anybody can invent. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { SECONDS } from './figures.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface HttpMetrics {
	began(): void;
	/** `route`: a route's pattern, or what the request came to where it reached none. */
	ended(request: { method: string; route: string; status: number; seconds: number }): void;
}

export function createHttpMetrics(registry: Registry): HttpMetrics {
	const registers = [registry];
	const requests = new Counter({
		name: 'samsyn_http_requests_total',
		help: 'Requests answered, by route, method and status; status 0: cut off before the answer was out',
		labelNames: ['route', 'method', 'status'],
		registers,
	});
	const times = new Histogram({
		name: 'samsyn_http_request_seconds',
		help: 'From a request until its answer was out, by route and method',
		labelNames: ['route', 'method'],
		buckets: SECONDS,
		registers,
	});
	const running = new Gauge({
		name: 'samsyn_http_requests_running',
		help: 'Requests under way',
		registers,
	});
	return {
		began: () => running.inc(),
		ended({ method: asked, route, status, seconds }) {
			const method = METHODS.has(asked) ? asked : 'other';
			running.dec();
			requests.inc({ route, method, status });
			times.observe({ route, method }, seconds);
		},
	};
}
