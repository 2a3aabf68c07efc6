/** The running product: services, pages and sync on one port, and the way it ends. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { preferredLocale } from '#lib/i18n/index.ts';
import { problemOf } from './api/problem.ts';
import { ADAPTER_BODY_LIMIT } from './api/route.ts';
import { composeServices, type Composition } from './app.ts';
import { createForward, type Forward } from './cluster/forward.ts';
import type { Config } from './config.ts';
import { createDemo, isDemoPlace } from './demo-entry.ts';
import { ADDRESS_HEADER, createFront, HOST_HEADER, PROTOCOL_HEADER } from './front.ts';
import type { Logger } from './log.ts';
import { createWatchRequests } from './observability/watch-requests.ts';
import { provide, withdraw } from './registry.ts';
import { ServiceError } from './services/errors.ts';
import type { Services } from './services/services.ts';

/** A start that cannot succeed, in a sentence for whoever started it. */
export class StartError extends Error {}

export interface Running {
	services: Services;
	/** Where it is reached: ORIGIN, or http://localhost:<port>. */
	url: string;
	port: number;
	/** Drains, tells the clients, closes everything; the embedded database last. */
	stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const BUILT = new URL('../build/handler.js', import.meta.url);
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const REQUESTS_END_WITHIN_MS = 5000;

/** The adapter reads its settings on import, and SvelteKit starts the app then: services must be there. */
async function loadPages(): Promise<Handler> {
	if (!existsSync(BUILT))
		throw new StartError('The pages are not built yet. Start the product with: npm start');
	process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
	process.env.HOST_HEADER = HOST_HEADER;
	process.env.ADDRESS_HEADER = ADDRESS_HEADER;
	process.env.BODY_SIZE_LIMIT = String(ADAPTER_BODY_LIMIT);
	delete process.env.PORT_HEADER;
	delete process.env.ORIGIN;
	// By a computed address: whoever bundles or type-checks this file must not follow it into the build.
	const { handler } = (await import(BUILT.href)) as { handler: Handler };
	return handler;
}

async function listen(server: Server, { port, host }: Config): Promise<number> {
	server.listen(port, host);
	try {
		await once(server, 'listening');
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		if (code === 'EADDRINUSE')
			throw new StartError(`Port ${port} on ${host} is in use by another program. Set PORT to a free one.`);
		if (code === 'EACCES') throw new StartError(`Port ${port} on ${host} is not allowed for this account.`);
		if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
			throw new StartError(
				`HOST=${JSON.stringify(host)} cannot be used: it takes an address of this machine.`,
			);
		throw error;
	}
	return (server.address() as AddressInfo).port;
}

/** Requests under way may finish; what is left after a while is cut off. */
async function closeHttp(server: Server): Promise<void> {
	const closed = server.listening ? once(server, 'close') : Promise.resolve();
	server.close();
	server.closeIdleConnections();
	const cut = setTimeout(() => server.closeAllConnections(), REQUESTS_END_WITHIN_MS);
	await closed;
	clearTimeout(cut);
}

/** The same services in a place filled with the demonstration, where one click takes the place of a password. */
async function withDemo(services: Services): Promise<Services> {
	const [{ seedDemo }, { LEAD }] = await Promise.all([import('./demo/seed.ts'), import('./demo/people.ts')]);
	if (!(await isDemoPlace(services, LEAD.email)))
		throw new StartError(
			'This database holds accounts of its own, and the demonstration lets anybody in. ' +
				'Start it with an empty DATA_DIR, or without DATABASE_URL.',
		);
	const { people } = await seedDemo(services);
	return { ...services, demo: createDemo(services.auth, people) };
}

async function compose(config: Config, log: Logger, demo: boolean): Promise<Composition> {
	const composition = await composeServices(config, log);
	if (!demo) return composition;
	try {
		return { ...composition, services: await withDemo(composition.services) };
	} catch (error) {
		await composition.services.sync.stop();
		await composition.close();
		throw error;
	}
}

/** Of a node that can do nothing, or that the node which holds an evaluation does not answer. */
const nodeAway = ({ headers }: IncomingMessage): string =>
	JSON.stringify(
		problemOf(
			new ServiceError(503, 'nodeAway', { extra: { retryAfter: 1 } }),
			preferredLocale(headers['accept-language']),
		),
	);

/** Programs that would rather speak HTTP/2 say so in the same header, and take an answer in HTTP/1.1. */
const asksForSocket = ({ headers }: IncomingMessage): boolean =>
	headers.upgrade?.toLowerCase() === 'websocket';

const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Requests about an evaluation that another node holds go there; all others, and those nobody holds, stay. */
const handOn =
	(forward: Forward, here: Handler, log: Logger): Handler =>
	(request, response) => {
		forward.request(request, response).then(
			(taken) => {
				if (!taken) here(request, response);
			},
			(error: unknown) => {
				log.warn({ err: error }, 'a request was not handed on');
				here(request, response);
			},
		);
	};

/** Throws StartError with a sentence where the cause is known. Whatever was started by then is stopped again. */
export async function serve(
	config: Config,
	log: Logger,
	{ demo = false }: { demo?: boolean } = {},
): Promise<Running> {
	const composition = await compose(config, log, demo);
	const { services } = composition;
	provide(services);
	const server = createServer({ shouldUpgradeCallback: asksForSocket });
	let forward: Forward | undefined;
	const stop = async () => {
		// Stop accepting first; the sockets get their close code while requests under way finish.
		const closing = closeHttp(server);
		forward?.leave();
		await services.sync.stop();
		await closing;
		forward?.close();
		withdraw();
		await composition.close();
	};
	try {
		const pages = await loadPages();
		const front = createFront({ ...config, local: () => services.origin() });
		const here: Handler = (request, response) => {
			if (!front(request, response)) pages(request, response);
		};
		const { cluster, tracing } = composition;
		forward =
			cluster &&
			createForward({ ...cluster, log, metrics: services.metrics.cluster, tracing, problem: nodeAway });
		const answer = forward ? handOn(forward, here, log) : here;
		const watch = createWatchRequests({ log, metrics: services.metrics.http, tracing });
		server.on('request', (request, response) => watch(request, response, () => answer(request, response)));
		services.sync.attach(server, { refuseOtherUpgrades: true, forward: forward?.upgrade });
		const port = await listen(server, config);
		await cluster?.start(config.nodeAddress ?? `http://${hostInUrl(config.host)}:${port}`);
		const url = config.origin ?? `http://localhost:${port}`;
		if (config.origin === undefined && !LOOPBACK.includes(config.host))
			log.warn(
				`ORIGIN is not set: live work is taken from pages at ${url} only. Set it to the address people use.`,
			);
		composition.setOrigin(url);
		return { services, url, port, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
