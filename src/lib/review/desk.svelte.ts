/** What all places where comments are shown share: the live conversation, who is who, and what is being written. */
import { createContext } from 'svelte';
import type { MarkedBlock } from '#domain/comparison/marked-text.ts';
import { millisecondsOf, type Thread } from '#document/values.ts';
import type { LiveConversation, Words } from '#lib/conversation/live-conversation.svelte.ts';
import type { Labels } from '#lib/editor/labels.ts';
import type { Places } from './places.ts';
import { byId, callable, type DeskPerson } from './people.ts';
import { threadsByPlace, type ThreadView } from './threads.ts';

export interface Composing {
	on: string;
	stretch?: Words;
	/** As other words are suggested at once. */
	class?: Thread['class'];
}

export interface DeskOf {
	people: () => readonly DeskPerson[];
	places: () => Places;
	changed: () => ReadonlySet<string>;
	/** What became of a place's words since the reader last read them. */
	diff?: (place: string) => readonly MarkedBlock[] | undefined;
	/** Whatever others have said after this is new to the reader. Milliseconds since 1970. */
	readUntil?: () => number | undefined;
	labels?: () => Labels;
	/** Whether this person decides about comments, also where the room itself takes nothing any more. */
	decides?: () => boolean;
	/** Brings what is composed, or the thread that is asked for, into view. */
	reveal?: () => void;
}

export class Desk {
	readonly live: LiveConversation;
	readonly #of: DeskOf;
	/** The comment that is being written; one at a time. */
	composing = $state.raw<Composing | null>(null);
	#shown = $state<string | null>(null);

	constructor(live: LiveConversation, of: DeskOf) {
		this.live = live;
		this.#of = of;
	}

	get places(): Places {
		return this.#of.places();
	}

	/** What references in the text read as. */
	get labels(): Labels | undefined {
		return this.#of.labels?.();
	}

	/** The thread that was asked for, by pressing its words or its card. */
	get shown(): string | null {
		return this.#shown;
	}

	set shown(id: string | null) {
		this.#shown = id;
		if (id !== null) this.#of.reveal?.();
	}

	readonly #byId = $derived.by(() => byId(this.#of.people()));

	get people(): readonly DeskPerson[] {
		return this.#of.people();
	}

	/** Whose names can be called in what is said here. */
	readonly callable: readonly DeskPerson[] = $derived.by(() => callable(this.#of.people()));

	person(userId: string): DeskPerson | undefined {
		return this.#byId.get(userId);
	}

	get mayDecide(): boolean {
		return this.live.mayAnswer || (this.#of.decides?.() ?? false);
	}

	isChanged(place: string): boolean {
		return this.#of.changed().has(place);
	}

	diffOf(place: string): readonly MarkedBlock[] | undefined {
		return this.#of.diff?.(place);
	}

	/** Whether somebody else has said or decided something here since the reader was last here. */
	isNew({ messages, resolution }: ThreadView): boolean {
		const until = this.#of.readUntil?.();
		if (until === undefined) return false;
		return [...messages, ...(resolution ? [resolution] : [])].some(
			({ by, at }) => by !== this.live.me && millisecondsOf(at) > until,
		);
	}

	readonly #byPlace = $derived.by(() => threadsByPlace(this.live.threads));

	threadsOn(place: string): readonly ThreadView[] {
		return this.#byPlace.get(place) ?? [];
	}

	compose(on: string, stretch?: Words): void {
		this.composing = { on, ...(stretch && { stretch }) };
		this.#of.reveal?.();
	}
}

export const [useDesk, provideDesk] = createContext<Desk>();
