/** Traces by OpenTelemetry where they are asked for. Where they are not, no package of theirs is even loaded. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '../log.ts';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A request under way. */
export interface RequestSpan {
	readonly traceId: string;
	/** Everything that is begun inside is beneath it. */
	run<T>(work: () => T): T;
	end(name: string, attributes: Attributes, failed: boolean): void;
}

export interface Tracing {
	/** False: nothing is recorded, and nothing need be gathered for it. */
	readonly on: boolean;
	/** Undefined while nothing is recorded. `from`: the headers of whoever is to be above it. */
	request(from: IncomingHttpHeaders): RequestSpan | undefined;
	/** Runs it as a span beneath the current one, which ends with it; what it throws is its error. */
	span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
	/** A span of something that has just ended, beneath the current one. */
	past(name: string, seconds: number, attributes: Attributes): void;
	/** Runs it beneath the span that these headers name. */
	continued<T>(from: IncomingHttpHeaders, work: () => T): T;
	/** The headers that name the current span to another node. */
	carried(): Readonly<Record<string, string>>;
	/** Sends what is left; waits no longer than sending may take. */
	stop(): Promise<void>;
}

export const NO_TRACING: Tracing = {
	on: false,
	request: () => undefined,
	span: (_name, _attributes, work) => work(),
	past: () => undefined,
	continued: (_from, work) => work(),
	carried: () => ({}),
	stop: () => Promise.resolve(),
};

export interface TraceSettings {
	/** Where spans are posted, as OTLP in JSON. */
	url: string;
	/** Of the traces that begin here, the share that is recorded, 0 to 1; others follow who began them. */
	share: number;
}

/** `settings` undefined: none are recorded. */
export async function startTracing(
	settings: TraceSettings | undefined,
	version: string,
	log: Logger,
): Promise<Tracing> {
	if (settings === undefined) return NO_TRACING;
	const { createOtlpTracing } = await import('./otlp-tracing.ts');
	return createOtlpTracing(settings, version, log);
}
