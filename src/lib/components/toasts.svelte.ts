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

export class Toasts {
	#next = 1;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();
	shown = $state<readonly Toast[]>([]);

	show(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): number {
		const toast: Toast = { id: this.#next++, text, tone: options.tone ?? 'info', action: options.action };
		this.shown = [...this.shown.slice(-2), toast];
		this.#timers.set(
			toast.id,
			setTimeout(() => this.dismiss(toast.id), toast.action ? 2 * SHOWN_MS : SHOWN_MS),
		);
		return toast.id;
	}

	dismiss(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.shown = this.shown.filter((toast) => toast.id !== id);
	}

	/** While one reads or reaches for a message it stays. */
	hold(id: number): void {
		clearTimeout(this.#timers.get(id));
	}

	destroy(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}
}

/** Called once, by the root layout. */
export const provideToasts = (): Toasts => setContext(KEY, new Toasts());
export const useToasts = (): Toasts => getContext<Toasts>(KEY);
