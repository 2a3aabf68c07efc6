/**
 * The one place where the built pages and server/ meet. SvelteKit's build is a module graph of its own, so a
 * module variable would exist twice; what is kept here exists once per process.
 */
import type { Services } from './services/services.ts';

const KEY = Symbol.for('samsyn.services');
const registry = globalThis as unknown as Record<symbol, unknown>;

/** Called by the composition root, before SvelteKit's handler is imported. */
export function provide(services: Services): void {
	if (registry[KEY]) throw new Error('Services are composed once per process.');
	registry[KEY] = services;
}

export function withdraw(): void {
	registry[KEY] = undefined;
}

export function services(): Services {
	const current = registry[KEY] as Services | undefined;
	if (!current) throw new Error('The server was not started through server/main.ts.');
	return current;
}

/** Made by whoever asks first; everybody after gets the same, in whichever module graph. */
export function processWide<T>(name: string, make: () => T): T {
	return (registry[Symbol.for(`samsyn.${name}`)] ??= make()) as T;
}
