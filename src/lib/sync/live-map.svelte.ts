/**
 * A root map of the shared document as fine-grained reactive state: reading one key depends on that key alone.
 * Filled from the page's data first, so that it renders on the server, and from the document once it is here.
 */
import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';

export type Parse<V> = (raw: unknown) => V | undefined;

export class LiveMap<V> {
	readonly #values: SvelteMap<string, V>;
	/** How often somebody else has changed a key while I have been here. */
	readonly #changes = new SvelteMap<string, number>();
	readonly #parse: Parse<V>;
	#detach: (() => void) | undefined;

	constructor(initial: Readonly<Record<string, unknown>>, parse: Parse<V>) {
		this.#parse = parse;
		this.#values = new SvelteMap(
			Object.entries(initial).flatMap(([key, raw]): [string, V][] => {
				const value = parse(raw);
				return value === undefined ? [] : [[key, value]];
			}),
		);
	}

	get(key: string): V | undefined {
		return this.#values.get(key);
	}

	/** Depends on every key; for lists, never for a row. */
	entries(): [string, V][] {
		return [...this.#values.entries()];
	}

	changesByOthers(key: string): number {
		return this.#changes.get(key) ?? 0;
	}

	/** Follows a map of a document instead of what was followed before. */
	attach(map: Y.Map<unknown>): void {
		this.#detach?.();
		for (const key of [...this.#values.keys(), ...map.keys()]) this.#take(key, map.get(key));
		const observer = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction): void => {
			for (const key of event.keysChanged as Set<string>) {
				this.#take(key, map.get(key));
				if (!transaction.local) this.#changes.set(key, (this.#changes.get(key) ?? 0) + 1);
			}
		};
		map.observe(observer);
		this.#detach = () => map.unobserve(observer);
	}

	detach(): void {
		this.#detach?.();
		this.#detach = undefined;
	}

	#take(key: string, raw: unknown): void {
		const value = raw === undefined ? undefined : this.#parse(raw);
		if (value === undefined) this.#values.delete(key);
		else if (JSON.stringify(value) !== JSON.stringify(this.#values.get(key))) this.#values.set(key, value);
	}
}
