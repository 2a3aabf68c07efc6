/**
 * Parts of a page that nobody needs for its first work. The server renders them with the page; their scripts come once
 * the page itself is at work, and what stood there all along comes alive.
 */
import { hydrate, mount, type Component } from 'svelte';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as Svelte has it for the props of any component
export type Props = Record<string, any>;

export interface Part<P extends Props = Props> {
	/** As soon as its script is here. */
	component: Component<Props> | undefined;
	load(): Promise<Component<P>>;
}

export function part<P extends Props>(from: () => Promise<{ default: Component<P> }>): Part<P> {
	const made: Part<P> = {
		component: undefined,
		async load() {
			const { default: component } = await from();
			made.component = component as unknown as Component<Props>;
			return component;
		},
	};
	return made;
}

/** Alive in this place: over what the server rendered there, or anew. Call `unmount` on what it returns. */
export function awaken<P extends Props>(
	component: Component<P>,
	place: Element,
	props: object,
	context: Map<unknown, unknown>,
): Record<string, unknown> {
	const options = { target: place, props: props as P, context };
	return place.hasChildNodes() ? hydrate(component, options) : mount(component, options);
}

/** Milliseconds after which they come even if the page is still not at work: without a connection it may never be. */
const LATEST = 2000;

/** Of this browser's page; a server renders everything at once and waits for nothing. */
let atWork: () => void;
let begun = false;
const work = new Promise<void>((done) => (atWork = done));

/** The page can be worked with: the later parts may come once the frame that shows it has been drawn. */
export function pageAtWork(): void {
	if (begun) return;
	begun = true;
	requestAnimationFrame(() => setTimeout(atWork));
}

export const isAtWork = (): boolean => begun;

/** Resolves when a later part may come. */
export function quiet(): Promise<unknown> {
	return Promise.race([work, new Promise((done) => setTimeout(done, LATEST))]);
}

/** Milliseconds a part waits for a browser that has other things to do. */
const BUSY = 100;

/** In the browser's own time, a task for each part, so that nobody's key has to wait for all of them. */
export const idle = (): Promise<unknown> =>
	new Promise((done) =>
		'requestIdleCallback' in window ? requestIdleCallback(done, { timeout: BUSY }) : setTimeout(done),
	);

/** Again a little later where there was no network, for as long as it takes. */
export async function patiently<T>(fetch: () => Promise<T>): Promise<T> {
	for (;;)
		try {
			return await fetch();
		} catch {
			await new Promise((done) => setTimeout(done, LATEST));
		}
}

/**
 * For the load function of a page that has later parts: on the server they are all here before it is rendered, and on the
 * way from another page nothing appears piece by piece. The first page of a visit does not wait.
 */
export async function partsHere(parts: readonly Part<never>[]): Promise<void> {
	if (import.meta.env.SSR || begun) await Promise.all(parts.map((one) => one.load()));
}
