/**
 * Which subquestion this screen shows while it follows the group. Whoever is writing is not moved: the screen
 * waits until they leave the field, or say that they want to come along.
 */
import { untrack } from 'svelte';

export class Followed {
	shown = $state<string | null>(null);
	/** The group has moved on and this screen waits. */
	held = $state(false);
	/** How often it has gone on to another. */
	moves = $state(0);
	readonly #writes: () => boolean;
	#wanted: string | null;

	/** `writes`: whether the reader is writing now. */
	constructor(first: string | null, writes: () => boolean) {
		this.shown = first;
		this.#wanted = first;
		this.#writes = writes;
	}

	/** `looking`: what this reader looks at alone; else the screen goes where the group is. */
	take(looking: string | null, current: string | null): void {
		this.#wanted = looking ?? current;
		// What one has asked for oneself comes at once.
		if (this.#wanted === untrack(() => this.shown) || looking !== null || !this.#writes()) this.catchUp();
		else this.held = true;
	}

	catchUp(): void {
		this.held = false;
		if (untrack(() => this.shown) === this.#wanted) return;
		this.shown = this.#wanted;
		untrack(() => (this.moves += 1));
	}

	/** A field was left: on to the group, unless it was for the next field. */
	left(): void {
		if (this.held) setTimeout(() => this.held && !this.#writes() && this.catchUp());
	}
}
