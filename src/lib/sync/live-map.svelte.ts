/**
 * A root map of the shared document as fine-grained reactive state: reading one key depends on that key alone,
 * also while nothing is there yet. Filled from the page's data first, so that it renders on the server, and from
 * the document once it is here.
 */
import { untrack } from 'svelte';
import type * as Y from 'yjs';
import { keyed } from './keyed.ts';

export type Parse<V> = (raw: unknown) => V | undefined;

class Cell<V> {
	value = $state.raw<V | undefined>();
	/** How often somebody else has changed it while I have been here. */
	changes = $state(0);
}

/**
 * Under a root of its own, because a derived value never depends on state that was made while it was computed,
 * and whoever asks first for a key must hear of it like everybody after.
 */
function newCell<V>(): Cell<V> {
	let made: Cell<V> | undefined;
	$effect.root(() => {
		made = new Cell<V>();
	});
	// On the server there are no effects, and nothing hears of anything.
	return made ?? new Cell<V>();
}

export class LiveMap<V> {
	readonly #cells = keyed(() => newCell<V>());
	/** Moves when a key begins or ceases to have a value: what a list of them depends on. */
	#shape = $state(0);
	readonly #parse: Parse<V>;
	#detach: (() => void) | undefined;

	constructor(initial: Readonly<Record<string, unknown>>, parse: Parse<V>) {
		this.#parse = parse;
		for (const [key, raw] of Object.entries(initial)) this.#take(key, raw);
	}

	get(key: string): V | undefined {
		return this.#cells.of(key).value;
	}

	/** Depends on every key; for lists, never for a row. */
	entries(): [string, V][] {
		void this.#shape;
		return this.#cells
			.entries()
			.flatMap(([key, { value }]): [string, V][] => (value === undefined ? [] : [[key, value]]));
	}

	changesByOthers(key: string): number {
		return this.#cells.of(key).changes;
	}

	/** Follows a map of a document instead of what was followed before. */
	attach(map: Y.Map<unknown>): void {
		this.#detach?.();
		for (const key of this.#cells.keys()) this.#take(key, map.get(key));
		for (const [key, raw] of map.entries()) this.#take(key, raw);
		const observer = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction): void => {
			for (const key of event.keysChanged as Set<string>) {
				this.#take(key, map.get(key));
				if (!transaction.local) this.#cells.of(key).changes += 1;
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
		const cell = this.#cells.of(key);
		const value = raw === undefined ? undefined : this.#parse(raw);
		const before = untrack(() => cell.value);
		if (JSON.stringify(value) === JSON.stringify(before)) return;
		cell.value = value;
		if ((value === undefined) !== (before === undefined)) untrack(() => (this.#shape += 1));
	}
}
