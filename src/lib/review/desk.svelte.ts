/** What all parts of a draft's page share: the live room, who is who, and which comment is being written. */
import { createContext } from 'svelte';
import type { Stretch } from '#document/anchors.ts';
import type { Labels } from '#lib/editor/labels.ts';
import type { Places } from './places.ts';
import type { SyncedReview } from './synced-review.svelte.ts';
import { byId, type DeskPerson } from './people.ts';
import { threadsByPlace, type ThreadView } from './threads.ts';

export interface Composing {
	on: string;
	stretch?: Stretch & { words: string };
}

export class Desk {
	readonly live: SyncedReview;
	readonly #people: () => readonly DeskPerson[];
	readonly #places: () => Places;
	readonly #changed: () => ReadonlySet<string>;
	readonly #labels: (() => Labels) | undefined;
	/** The comment that is being written; one at a time. */
	composing = $state.raw<Composing | null>(null);
	/** The thread that was asked for, by pressing its words or its card. */
	shown = $state<string | null>(null);

	constructor(
		live: SyncedReview,
		of: {
			people: () => readonly DeskPerson[];
			places: () => Places;
			changed: () => ReadonlySet<string>;
			labels?: () => Labels;
		},
	) {
		this.live = live;
		this.#people = of.people;
		this.#places = of.places;
		this.#changed = of.changed;
		this.#labels = of.labels;
	}

	get places(): Places {
		return this.#places();
	}

	/** What references in the draft read as. */
	get labels(): Labels | undefined {
		return this.#labels?.();
	}

	readonly #byId = $derived.by(() => byId(this.#people()));

	person(userId: string): DeskPerson | undefined {
		return this.#byId.get(userId);
	}

	isChanged(place: string): boolean {
		return this.#changed().has(place);
	}

	readonly #byPlace = $derived.by(() => threadsByPlace(this.live.threads));

	threadsOn(place: string): readonly ThreadView[] {
		return this.#byPlace.get(place) ?? [];
	}

	compose(on: string, stretch?: Stretch & { words: string }): void {
		this.composing = { on, ...(stretch && { stretch }) };
	}
}

export const [useDesk, provideDesk] = createContext<Desk>();
