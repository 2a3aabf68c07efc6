/** Who is here and where, and where I am told to the others. */
import type { Awareness } from 'y-protocols/awareness';
import { peopleOf, type Person, type Place } from './people.ts';

export class Presence {
	/** Everybody here but me. */
	others = $state.raw<readonly Person[]>([]);

	readonly #me: string;
	#place: Place | null = null;
	#awareness: Awareness | undefined;
	#seen = '[]';

	constructor(me: string) {
		this.#me = me;
	}

	attach(awareness: Awareness): void {
		this.detach();
		this.#awareness = awareness;
		awareness.on('change', this.#read);
		awareness.setLocalStateField('place', this.#place);
		this.#read();
	}

	detach(): void {
		this.#awareness?.off('change', this.#read);
		this.#awareness = undefined;
		this.others = [];
		this.#seen = '[]';
	}

	goTo(place: Place): void {
		this.#place = place;
		this.#awareness?.setLocalStateField('place', place);
	}

	readonly #read = (): void => {
		const others = peopleOf(this.#awareness?.getStates().values() ?? [], this.#me);
		// Carets move with every keystroke; who is here does not.
		const seen = JSON.stringify(others);
		if (seen === this.#seen) return;
		this.#seen = seen;
		this.others = others;
	};
}
