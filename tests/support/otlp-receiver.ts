/** A collector of traces on a port of its own, as OTLP over HTTP has it: takes JSON, keeps every span. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Value {
	stringValue?: string;
	intValue?: number | string;
}

interface Attribute {
	key: string;
	value: Value;
}

export interface ReceivedSpan {
	name: string;
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	attributes: Record<string, string | number | undefined>;
	service: string | number | undefined;
}

interface Body {
	resourceSpans: {
		resource: { attributes: Attribute[] };
		scopeSpans: { spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: Attribute[] })[] }[];
	}[];
}

export interface OtlpReceiver {
	url: string;
	readonly spans: ReceivedSpan[];
	/** Requests so far, whatever they held. */
	requests(): number;
	stop(): Promise<void>;
}

const plain = (attributes: readonly Attribute[]): ReceivedSpan['attributes'] =>
	Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
	const spans: ReceivedSpan[] = [];
	let requests = 0;
	const server = createServer((request, response) => {
		requests++;
		void json(request).then((body) => {
			for (const { resource, scopeSpans } of (body as Body).resourceSpans)
				for (const span of scopeSpans.flatMap((scope) => scope.spans))
					spans.push({
						...span,
						attributes: plain(span.attributes),
						service: plain(resource.attributes)['service.name'],
					});
			response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		spans,
		requests: () => requests,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
