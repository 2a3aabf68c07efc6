/** Short messages that say what just happened, shown by Toaster and gone by themselves unless one acts on them. */
import { getContext, setContext } from 'svelte';

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'info' | 'danger';
	readonly action?: { readonly label: string; readonly run: () => void };
}

const KEY = 'toasts';
/** Long enough to read two lines twice; those with something to press stay twice as long. */
const SHOWN_MS = 6000;

type Shown = Toast & { readonly timer: ReturnType<typeof setTimeout> };

export class Toasts {
	#next = 1;
	#all = $state.raw<readonly Shown[]>([]);

	get shown(): readonly Toast[] {
		return this.#all;
	}

	show(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
		const id = this.#next++;
		const timer = setTimeout(() => this.dismiss(id), options.action ? 2 * SHOWN_MS : SHOWN_MS);
		this.#all = [
			...this.#all.slice(-2),
			{ id, text, tone: options.tone ?? 'info', action: options.action, timer },
		];
	}

	dismiss(id: number): void {
		this.hold(id);
		this.#all = this.#all.filter((toast) => toast.id !== id);
	}

	/** While one reads or reaches for a message it stays. */
	hold(id: number): void {
		clearTimeout(this.#all.find((toast) => toast.id === id)?.timer);
	}

	destroy(): void {
		for (const { timer } of this.#all) clearTimeout(timer);
	}
}

/** Called once, by the root layout. */
export const provideToasts = (): Toasts => setContext(KEY, new Toasts());
export const useToasts = (): Toasts => getContext<Toasts>(KEY);
