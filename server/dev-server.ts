/** What `vite dev` needs of the product: composed once per process, attached to each of Vite's servers. */
import './node-version.ts';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ViteDevServer } from 'vite';
import { composeServices, type Composition } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { createFront } from './front.ts';
import { createLog } from './log.ts';
import { printAddress } from './address-lines.ts';
import { createWatchRequests } from './observability/watch-requests.ts';
import { provide, withdraw } from './registry.ts';

let composing: Promise<Composition> | undefined;

export const devConfig = (): Config => readConfig();

async function compose(): Promise<Composition> {
	const config = devConfig();
	const composition = await composeServices(config, createLog(config.logLevel));
	provide(composition.services);
	return composition;
}

export async function attach(vite: ViteDevServer): Promise<void> {
	const first = composing === undefined;
	composing ??= compose();
	const composition = await composing;
	const { services } = composition;
	const server = vite.httpServer as Server | null;
	if (!server) throw new Error('The development server runs on a port of its own, not as middleware.');

	// Vite's own socket for hot reload stays Vite's: only /sync is answered here.
	services.sync.attach(server);
	const front = createFront({ ...services.config, local: () => services.origin() });
	const watch = createWatchRequests({
		log: services.log,
		metrics: services.metrics.http,
		tracing: composition.tracing,
	});
	vite.middlewares.use((request, response, next) =>
		watch(request, response, () => {
			if (!front(request, response)) next();
		}),
	);
	server.once('listening', () => {
		const { port } = server.address() as AddressInfo;
		composition.setOrigin(services.config.origin ?? `http://localhost:${port}`);
		if (first) void printAddress(services);
	});
	// Vite ends on SIGTERM by itself; Ctrl-C would leave the database running.
	if (first) process.once('SIGINT', () => void vite.close().finally(() => process.exit(0)));
}

export async function release(): Promise<void> {
	const composition = await composing;
	if (!composition) return;
	composing = undefined;
	await composition.services.sync.stop();
	withdraw();
	await composition.close();
}
