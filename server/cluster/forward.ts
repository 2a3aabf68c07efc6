/**
 * Requests and sockets about an evaluation that another node holds, handed on to it byte by byte: who asks and what they
 * may is for that node to judge, from the same headers. A request is handed on once. While a node that does not answer
 * still holds its lease, what nothing was sent of yet waits here for whoever holds the evaluation next.
 */
import { Agent, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ClusterMetrics } from '../observability/cluster-metrics.ts';
import { noteRequest } from '../observability/request-context.ts';
import { REQUEST_ID } from '../observability/request-id.ts';
import { LEASE_MS, type Cluster } from './cluster.ts';
import { watchPeers } from './peers.ts';
import { NO_TRACING, type Tracing } from '../observability/tracing.ts';
import { drainUnread } from '../unread-body.ts';

/** Says that a node has handed it on. Whoever sends it without having done so is served here, or not at all. */
const HANDED_ON = 'x-samsyn-node';
/** On a network of its own a node's kernel answers at once, however busy the node is. */
const CONNECT_WITHIN_MS = 1_000;
/** Where a request's route would be said. */
const ELSEWHERE = 'another node';
const RETRY_MS = 150;
/** How often whoever waits for the first byte of a node asks whether it still holds the evaluation. */
const LOOK_EVERY_MS = 250;
/** How long something waits for a node that answers: a lease, and a while for the next node to take it. */
const PATIENCE_MS = LEASE_MS + 1_000;
/** What a balancer, a monitor or a page that is open already asks for, of a node without a database as well. */
const WITHOUT_DATABASE = /^\/(?:healthz|readyz|metrics|_app\/)/;

const EVALUATION =
	/^\/(?:api\/v1\/evaluations|evaluations|review)\/([0-9A-Za-z_-]{8,64})(?:[/?]|\.json|$)|^\/sync\/(?:evaluation|ballot|review)(?:\/|%2F)([0-9A-Za-z_-]{8,64})(?:[/?]|%2F|$)/i;
const EXPORT = /^\/api\/v1\/evaluations\/[^/]+\/exports\/([0-9a-f-]{36})\./;

/** The evaluation an address is about; undefined where it is about none. */
export function evaluationOf(url: string): string | undefined {
	const found = EVALUATION.exec(url);
	return found?.[1] ?? found?.[2];
}

/** Where to connect to. An address leaves out the port of HTTP, and puts one of IPv6 in brackets that no resolver knows. */
export const placeOf = ({ hostname, port }: URL): { host: string; port: number } => ({
	host: hostname.replace(/^\[|\]$/g, ''),
	port: Number(port || 80),
});

export interface Forward {
	/** True: it is taken care of. */
	request: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
	/** Hands it on or takes it `here`, which answers false where another node has come first. */
	upgrade: (
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		here: () => Promise<boolean>,
	) => Promise<void>;
	/** Sockets that were handed on end, and come back through another node. */
	leave: () => void;
	close: () => void;
}

type ForwardParts = Pick<Cluster, 'nodeId' | 'route' | 'routeToNode' | 'cutOff'> & {
	log: Logger;
	metrics: Pick<ClusterMetrics, 'handedOn'>;
	tracing?: Tracing;
	/** The problem document of a 503, for whoever asked. */
	problem: (request: IncomingMessage) => string;
};

/** Of an answer by a node that can do nothing: whoever handed on to it may ask the next. */
const AWAY = 'away';

/** What a socket handed on begins with: only the head of the answer says so, what comes after it others have written. */
const isAway = (first: Buffer): boolean => {
	const [head = ''] = first.toString('latin1').split('\r\n\r\n', 1);
	return head.startsWith('HTTP/1.1 503 ') && head.includes(`\r\n${HANDED_ON}: ${AWAY}`);
};

const AWAY_ANSWER = `HTTP/1.1 503 Service Unavailable\r\n${HANDED_ON}: ${AWAY}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

export function createForward({
	nodeId,
	route,
	routeToNode,
	cutOff,
	log,
	metrics,
	tracing = NO_TRACING,
	problem,
}: ForwardParts): Forward {
	const agent = new Agent({ keepAlive: true });
	const peers = watchPeers(LEASE_MS);
	/** Nobody else ends these: Node forgets a connection that was upgraded, and yet waits for its end. */
	const sockets = new Set<Duplex>();
	let leaving = false;

	/** Told once for each that was given up, and without the address: it may hold a secret. */
	function away({ url = '' }: IncomingMessage, kind: 'request' | 'socket'): void {
		metrics.handedOn(kind, 'away');
		log.warn({ evaluation: evaluationOf(url) }, 'the node that holds the evaluation does not answer');
	}

	/** Not now; another node, or this one in a moment. */
	function sendAway(request: IncomingMessage, response: ServerResponse): void {
		if (response.headersSent) return void response.destroy();
		response.writeHead(503, {
			[HANDED_ON]: AWAY,
			'retry-after': '1',
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
		});
		response.end(problem(request));
	}

	const addressFor = async (
		{ url = '', headers }: IncomingMessage,
		anew: boolean,
	): Promise<URL | undefined> => {
		if (headers[HANDED_ON] !== undefined) return undefined;
		const holder = EXPORT.exec(url)?.[1];
		const evaluationId = holder === undefined ? evaluationOf(url) : undefined;
		let address: string | undefined;
		if (holder !== undefined) address = await routeToNode(holder, anew);
		else if (evaluationId !== undefined) address = await route(evaluationId, anew);
		return address === undefined ? undefined : new URL(address);
	};

	/** Tries, with the address of the node it belongs to, undefined for this one, until `attempt` has succeeded. */
	async function handOn(
		request: IncomingMessage,
		attempt: (to: URL | undefined) => Promise<boolean>,
		giveUp: () => void,
	): Promise<void> {
		const until = performance.now() + PATIENCE_MS;
		for (let anew = false; ; anew = true) {
			if (await attempt(await addressFor(request, anew))) return;
			if (leaving || performance.now() > until) return giveUp();
			await delay(RETRY_MS);
		}
	}

	/** Calls `moved` once the node at this address no longer holds what is asked about; the answer ends the watch. */
	function watchHolder(request: IncomingMessage, at: URL, moved: () => void): () => void {
		const looking = setInterval(() => {
			addressFor(request, true).then(
				(now) => {
					if (now?.href !== at.href) moved();
				},
				(error: unknown) => log.debug({ err: error }, 'not known whether a node still holds an evaluation'),
			);
		}, LOOK_EVERY_MS);
		return () => clearInterval(looking);
	}

	/** False: nobody answered, and nothing is lost by asking another. */
	const carryRequest = (to: URL, request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
		new Promise((resolve) => {
			const { method, url, headers } = request;
			const onward = send({
				agent,
				...placeOf(to),
				method,
				path: url,
				headers: { ...headers, ...tracing.carried(), [HANDED_ON]: nodeId },
			});
			const forget = peers.watch(to.origin, () => onward.destroy(new Error('the node does not answer')));
			const leave = (): void => void onward.destroy();
			response.on('close', leave);
			let sent = false;
			const connected = (): void => {
				sent = method !== 'GET' && method !== 'HEAD';
				request.pipe(onward);
			};
			const cut = setTimeout(() => onward.destroy(new Error('no connection')), CONNECT_WITHIN_MS);
			onward.on('socket', (socket) => {
				if (!socket.connecting) {
					clearTimeout(cut);
					return connected();
				}
				socket.once('connect', () => {
					clearTimeout(cut);
					connected();
				});
			});
			onward.on('response', (answer) => {
				if (answer.headers[HANDED_ON] === AWAY && !sent) {
					response.off('close', leave);
					request.unpipe(onward);
					onward.destroy();
					return resolve(false);
				}
				metrics.handedOn('request', 'taken');
				drainUnread(request, response);
				response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
				answer.pipe(response);
				answer.on('error', () => response.destroy());
				resolve(true);
			});
			onward.on('close', () => {
				clearTimeout(cut);
				forget();
			});
			onward.on('error', (error) => {
				response.off('close', leave);
				request.unpipe(onward);
				// Whoever asked has gone: nobody is away.
				if (response.destroyed) return resolve(true);
				log.debug({ err: error }, 'a request to another node broke');
				if (!sent && !response.headersSent) return resolve(false);
				away(request, 'request');
				sendAway(request, response);
				resolve(true);
			});
		});

	/** False: it ended before the first byte of an answer. */
	const carrySocket = (to: URL, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<boolean> =>
		new Promise((resolve) => {
			const own = {
				[HANDED_ON]: nodeId,
				[REQUEST_ID]: String(request.headers[REQUEST_ID]),
				...tracing.carried(),
			};
			const other = connect(placeOf(to));
			const cut = setTimeout(() => other.destroy(), CONNECT_WITHIN_MS);
			const forget = peers.watch(to.origin, () => other.destroy());
			// Whoever waits for a silent node is not to wait beyond its lease.
			const forgetHolder = watchHolder(request, to, () => other.destroy());
			let answered = false;
			const gone = (): void => void other.destroy();
			socket.on('close', gone);
			other.on('connect', () => {
				clearTimeout(cut);
				other.setNoDelay(true);
				const lines = [
					`${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/1.1`,
					...Object.entries(own).map(([name, value]) => `${name}: ${value}`),
				];
				for (let n = 0; n + 1 < request.rawHeaders.length; n += 2)
					if (!Object.hasOwn(own, request.rawHeaders[n]!.toLowerCase()))
						lines.push(`${request.rawHeaders[n]!}: ${request.rawHeaders[n + 1]!}`);
				other.write(`${lines.join('\r\n')}\r\n\r\n`);
				if (head.length > 0) other.write(head);
			});
			other.once('data', (first) => {
				if (isAway(first)) return other.destroy();
				answered = true;
				forgetHolder();
				metrics.handedOn('socket', 'taken');
				socket.write(first);
				other.pipe(socket);
				socket.pipe(other);
				resolve(true);
			});
			other.on('error', (error) => log.debug({ err: error }, 'a connection to another node broke'));
			other.on('close', () => {
				clearTimeout(cut);
				forget();
				forgetHolder();
				socket.off('close', gone);
				// A half that ends ends the whole: a websocket says goodbye in its own frames before.
				if (answered || socket.destroyed) socket.destroy();
				resolve(answered || socket.destroyed);
			});
		});

	return {
		async request(request, response) {
			if (cutOff() && !WITHOUT_DATABASE.test(request.url ?? '')) {
				sendAway(request, response);
				return true;
			}
			let taken = true;
			await handOn(
				request,
				(to) => {
					taken = to !== undefined;
					if (!to) return Promise.resolve(true);
					noteRequest({ route: ELSEWHERE });
					return carryRequest(to, request, response);
				},
				() => {
					away(request, 'request');
					sendAway(request, response);
				},
			);
			return taken;
		},

		async upgrade(request, socket, head, here) {
			const handedOn = request.headers[HANDED_ON] !== undefined;
			const answerAway = (): true => {
				socket.end(AWAY_ANSWER, () => socket.destroy());
				return true;
			};
			// A browser is told by a close code instead, here as everywhere.
			if (cutOff() && handedOn) return void answerAway();
			/** What was handed on already is for who handed it on to take to the right node. */
			const takeHere = async (): Promise<boolean> => (await here()) || (handedOn && answerAway());
			sockets.add(socket);
			let carried = false;
			try {
				await handOn(
					request,
					async (to) => {
						// Whoever asked has gone: nobody is away.
						if (socket.destroyed) return true;
						if (!to) return takeHere();
						carried = await carrySocket(to, request, socket, head);
						return carried;
					},
					() => {
						away(request, 'socket');
						socket.destroy();
					},
				);
			} finally {
				if (carried && !socket.destroyed) socket.once('close', () => sockets.delete(socket));
				else sockets.delete(socket);
			}
		},

		leave() {
			leaving = true;
			for (const socket of sockets) socket.destroy();
		},

		close() {
			peers.close();
			agent.destroy();
		},
	};
}
