/**
 * The one place where the built pages and server/ meet. SvelteKit's build is a module graph of its own, so a
 * module variable would exist twice; this registry exists once per process.
 */
import type { Services } from './services/services.ts';

const KEY = Symbol.for('samsyn.services');
const registry = globalThis as unknown as Record<symbol, Services | undefined>;

/** Called by the composition root, before SvelteKit's handler is imported. */
export function provide(services: Services): void {
	if (registry[KEY]) throw new Error('Services are composed once per process.');
	registry[KEY] = services;
}

export function withdraw(): void {
	registry[KEY] = undefined;
}

export function services(): Services {
	const current = registry[KEY];
	if (!current) throw new Error('The server was not started through server/main.ts.');
	return current;
}
