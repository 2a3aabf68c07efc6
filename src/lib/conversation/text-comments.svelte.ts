/** Comments in the texts under the keyboard: what the editor of one text shows of them, and what is selected where. */
import { createContext } from 'svelte';
import type { CommentSource, MarkedStretch, SelectedWords } from '#lib/editor/comment-marks.ts';
import type { Desk } from '#lib/review/desk.svelte.ts';

export interface SelectedIn extends SelectedWords {
	/** Section id. */
	on: string;
}

export class TextComments {
	readonly #desk: Desk;
	/** The words one could comment now. */
	selected = $state.raw<SelectedIn | null>(null);

	constructor(desk: Desk) {
		this.#desk = desk;
	}

	/** For the editor of one section. */
	of(section: string): CommentSource {
		const stretches = (): MarkedStretch[] =>
			this.#desk.threadsOn(section).flatMap((thread) => {
				const stretch = this.#desk.live.stretchOf(thread);
				if (!stretch) return [];
				return [
					{
						...stretch,
						threadId: thread.id,
						answered: thread.resolution !== null,
						shown: this.#desk.shown === thread.id,
					},
				];
			});
		return {
			stretches,
			watch: (changed) =>
				$effect.root(() => {
					$effect(() => {
						for (const { id, resolution } of this.#desk.threadsOn(section)) void [id, resolution];
						void this.#desk.shown;
						changed();
					});
				}),
			pressed: (threadId) => (this.#desk.shown = threadId),
			selected: (words) => {
				if (words && this.#desk.live.mayComment) this.selected = { on: section, ...words };
				else if (this.selected?.on === section) this.selected = null;
			},
			compose: () => this.compose(),
		};
	}

	/** False where nothing is selected. */
	compose(): boolean {
		const { selected } = this;
		if (!selected) return false;
		const { on, from, to, words } = selected;
		this.#desk.compose(on, { from, to, words });
		this.selected = null;
		return true;
	}
}

export const [useTextComments, provideTextComments] = createContext<TextComments>();
