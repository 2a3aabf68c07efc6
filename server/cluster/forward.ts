/**
 * Requests and sockets about an evaluation that another node holds, handed on to it byte by byte: who asks and what they
 * may is for that node to judge, from the same headers. A request is handed on once.
 */
import { Agent, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { ClusterMetrics } from '../observability/cluster-metrics.ts';
import { noteRequest } from '../observability/request-context.ts';
import { REQUEST_ID } from '../observability/request-id.ts';

/** Says that a node has handed it on. Whoever sends it without having done so is served here, or not at all. */
const HANDED_ON = 'x-samsyn-node';
const CONNECT_WITHIN_MS = 2_000;
/** Where a request's route would be said. */
const ELSEWHERE = 'another node';

const EVALUATION =
	/^\/(?:api\/v1\/evaluations|evaluations|review)\/([0-9A-Za-z_-]{8,64})(?:[/?]|\.json|$)|^\/sync\/(?:evaluation|ballot|review)(?:\/|%2F)([0-9A-Za-z_-]{8,64})(?:[/?]|%2F|$)/i;

/** The evaluation an address is about; undefined where it is about none. */
export function evaluationOf(url: string): string | undefined {
	const found = EVALUATION.exec(url);
	return found?.[1] ?? found?.[2];
}

export interface Forward {
	/** True: it is taken care of. */
	request: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
	upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<boolean>;
	close: () => void;
}

interface ForwardParts {
	nodeId: string;
	route: (evaluationId: string) => Promise<string | undefined>;
	log: Logger;
	metrics: Pick<ClusterMetrics, 'handedOn'>;
}

export function createForward({ nodeId, route, log, metrics }: ForwardParts): Forward {
	const agent = new Agent({ keepAlive: true });

	const addressFor = async ({ url = '', headers }: IncomingMessage): Promise<URL | undefined> => {
		const evaluationId = headers[HANDED_ON] === undefined ? evaluationOf(url) : undefined;
		const address = evaluationId === undefined ? undefined : await route(evaluationId);
		return address === undefined ? undefined : new URL(address);
	};

	return {
		async request(request, response) {
			const to = await addressFor(request);
			if (!to) return false;
			noteRequest({ route: ELSEWHERE });
			const { method, url, headers } = request;
			const onward = send({
				agent,
				host: to.hostname,
				port: to.port,
				method,
				path: url,
				headers: { ...headers, [HANDED_ON]: nodeId },
			});
			onward.on('response', (answer) => {
				metrics.handedOn('request', 'taken');
				response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
				answer.pipe(response);
				answer.on('error', () => response.destroy());
			});
			onward.on('error', (error) => {
				// Whoever asked has gone: nobody is away.
				if (response.destroyed) return;
				metrics.handedOn('request', 'away');
				log.warn(
					{ err: error, evaluation: evaluationOf(url ?? '') },
					'the node that holds the evaluation does not answer',
				);
				if (response.headersSent) return response.destroy();
				response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
				response.end();
			});
			response.on('close', () => onward.destroy());
			request.pipe(onward);
			return true;
		},

		async upgrade(request, socket, head) {
			const to = await addressFor(request);
			if (!to) return false;
			const other = connect({ host: to.hostname, port: Number(to.port) });
			let taken = false;
			const late = new Error(`no connection within ${CONNECT_WITHIN_MS} ms`);
			const cut = setTimeout(() => other.destroy(late), CONNECT_WITHIN_MS);
			other.on('error', () => {
				if (!taken) metrics.handedOn('socket', 'away');
			});
			const end = (): void => {
				clearTimeout(cut);
				other.destroy();
				socket.destroy();
			};
			other.on('connect', () => {
				clearTimeout(cut);
				taken = true;
				metrics.handedOn('socket', 'taken');
				other.setNoDelay(true);
				const lines = [
					`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`,
					`${HANDED_ON}: ${nodeId}`,
					`${REQUEST_ID}: ${String(request.headers[REQUEST_ID])}`,
				];
				for (let n = 0; n + 1 < request.rawHeaders.length; n += 2)
					if (request.rawHeaders[n]?.toLowerCase() !== REQUEST_ID)
						lines.push(`${request.rawHeaders[n]!}: ${request.rawHeaders[n + 1]!}`);
				other.write(`${lines.join('\r\n')}\r\n\r\n`);
				if (head.length > 0) other.write(head);
				other.pipe(socket);
				socket.pipe(other);
			});
			// A half that ends ends the whole: a websocket says goodbye in its own frames before.
			for (const half of [other, socket]) half.on('error', end).on('close', end);
			return true;
		},

		close: () => agent.destroy(),
	};
}
