/**
 * Who is about to set a value, and who was refused because another came first, told over presence: so that a
 * collision is seen coming, and seen by both when it happens. Nothing here is stored.
 */
import { untrack } from 'svelte';
import type { Awareness } from 'y-protocols/awareness';
import { decidingIn, FIELD, type Clash, type Mine } from './deciding-states.ts';

export class Deciding {
	people = $state.raw<readonly { userId: string; name: string }[]>([]);
	/** Kept after the other has moved on, until dismissed: it concerns whoever was first. */
	clashes = $state.raw<readonly Clash[]>([]);

	readonly #subquestionId: string;
	readonly #me: string;
	#awareness: Awareness | undefined;
	#mine: Mine = null;
	/** The latest clash of each, also once dismissed. */
	#seen: readonly Clash[] = [];

	constructor(subquestionId: string, me: string) {
		this.#subquestionId = subquestionId;
		this.#me = me;
	}

	/** Call in an effect; returns what ends it. */
	follow(awareness: Awareness | null): (() => void) | undefined {
		if (!awareness) return undefined;
		this.#awareness = awareness;
		awareness.on('change', this.#read);
		this.#read();
		this.#tell();
		return () => {
			awareness.off('change', this.#read);
			if (this.#mine) awareness.setLocalStateField(FIELD, null);
			this.#awareness = undefined;
		};
	}

	begin(): void {
		this.#say({ subquestionId: this.#subquestionId, clash: null });
	}

	refused(points: number | null, version: number): void {
		this.#say({ subquestionId: this.#subquestionId, clash: { points, version } });
	}

	end(): void {
		this.#say(null);
	}

	dismiss(userId: string): void {
		this.clashes = this.clashes.filter((clash) => clash.userId !== userId);
	}

	#say(mine: Mine): void {
		if (!this.#mine && !mine) return;
		this.#mine = mine;
		this.#tell();
	}

	#tell(): void {
		if (this.#mine || this.#awareness?.getLocalState()?.[FIELD])
			this.#awareness?.setLocalStateField(FIELD, this.#mine);
	}

	/** Telling makes the presence change, also from inside an effect: what is read here is nobody's dependency. */
	readonly #read = (): void => untrack(() => this.#take());

	#take(): void {
		const { people, clashes } = decidingIn(
			this.#awareness?.getStates().values() ?? [],
			this.#subquestionId,
			this.#me,
		);
		if (JSON.stringify(people) !== JSON.stringify(this.people)) this.people = people;
		const fresh = clashes.filter(
			(clash) => !this.#seen.some((known) => known.userId === clash.userId && known.version >= clash.version),
		);
		if (fresh.length === 0) return;
		const others = (known: Clash) => !fresh.some(({ userId }) => userId === known.userId);
		this.#seen = [...this.#seen.filter(others), ...fresh];
		this.clashes = [...this.clashes.filter(others), ...fresh];
	}
}
