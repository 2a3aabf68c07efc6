/**
 * Spans to a collector, in batches, beside the work: a collector that is away costs a line in the log now and then. The
 * service's name and attributes and the exporter's headers come by OpenTelemetry's own variables.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import {
	defaultTextMapGetter,
	defaultTextMapSetter,
	diag,
	DiagLogLevel,
	ROOT_CONTEXT,
	SpanKind,
	SpanStatusCode,
	trace,
	type Context,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
	defaultResource,
	detectResources,
	envDetector,
	resourceFromAttributes,
} from '@opentelemetry/resources';
import {
	BatchSpanProcessor,
	ParentBasedSampler,
	TraceIdRatioBasedSampler,
	TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Logger } from '../log.ts';
import { REQUEST_ID } from './request-id.ts';
import type { TraceSettings, Tracing } from './tracing.ts';

/** A collector that is away is told at most so often. */
const TELL_EVERY_MS = 60_000;
/** How long one batch may take, which is what the end of the process waits for at most. */
const EXPORT_WITHIN_MS = 5_000;

/** What the packages say of themselves, as lines of our log. */
function tellTroubles(log: Logger): void {
	let toldAt = -Infinity;
	const tell = (message: string): void => {
		if (performance.now() - toldAt < TELL_EVERY_MS) return;
		toldAt = performance.now();
		log.warn({ why: message.slice(0, 500) }, 'traces are not taken');
	};
	const pass = (): void => undefined;
	diag.setLogger({ error: tell, warn: tell, info: pass, debug: pass, verbose: pass }, DiagLogLevel.WARN);
}

export function createOtlpTracing({ url, share }: TraceSettings, version: string, log: Logger): Tracing {
	tellTroubles(log);
	const own = resourceFromAttributes({ 'service.name': 'samsyn', 'service.version': version });
	const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_WITHIN_MS });
	const provider = new TracerProvider({
		resource: defaultResource()
			.merge(own)
			.merge(detectResources({ detectors: [envDetector] })),
		sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
		spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_WITHIN_MS })],
	});
	const tracer = provider.getTracer('samsyn', version);
	const propagator = new W3CTraceContextPropagator();
	// Kept here and not in the package's globals: nothing else in the process shall add spans of its own.
	const contexts = new AsyncLocalStorage<Context>();
	const current = (): Context => contexts.getStore() ?? ROOT_CONTEXT;
	const above = (from: IncomingHttpHeaders): Context =>
		propagator.extract(ROOT_CONTEXT, from, defaultTextMapGetter);

	return {
		on: true,

		request(from) {
			const parent = above(from);
			const attributes = { 'samsyn.request': String(from[REQUEST_ID]) };
			const span = tracer.startSpan('request', { kind: SpanKind.SERVER, attributes }, parent);
			const within = trace.setSpan(parent, span);
			return {
				traceId: span.spanContext().traceId,
				run: (work) => contexts.run(within, work),
				end(name, known, failed) {
					span.updateName(name);
					span.setAttributes(known);
					if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
					span.end();
				},
			};
		},

		async span(name, attributes, work) {
			const parent = current();
			const span = tracer.startSpan(name, { attributes }, parent);
			try {
				return await contexts.run(trace.setSpan(parent, span), work);
			} catch (error) {
				// By its name: the message may quote what somebody wrote.
				const message = error instanceof Error ? error.name : 'error';
				span.setStatus({ code: SpanStatusCode.ERROR, message });
				throw error;
			} finally {
				span.end();
			}
		},

		past(name, seconds, attributes) {
			const startTime = Date.now() - seconds * 1000;
			tracer.startSpan(name, { attributes, startTime }, current()).end();
		},

		continued: (from, work) => contexts.run(above(from), work),

		carried() {
			const headers: Record<string, string> = {};
			propagator.inject(current(), headers, defaultTextMapSetter);
			return headers;
		},

		async stop() {
			await provider
				.shutdown()
				.catch((error: unknown) => log.warn({ err: error }, 'the last traces are lost'));
			diag.disable();
		},
	};
}
