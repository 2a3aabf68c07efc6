import { laidOut } from './laid-out.ts';

/**
 * Which section one is at: the one that has the focus while it is on the screen, otherwise the last one whose heading
 * has come up to the top.
 */
export class CurrentSection {
	/** Section id; undefined above the first. */
	id = $state<string | undefined>();
	#frame: number | undefined;

	/** `selector`: the sections in the order of the page; `top`: how far down a heading counts as read, in pixels. */
	follow(selector: string, top: number): () => void {
		const look = () => {
			this.#frame = undefined;
			const focused = document.activeElement?.closest(selector);
			const box = focused?.getBoundingClientRect();
			if (focused && box && box.bottom > top && box.top < window.innerHeight) {
				this.id = focused.id;
				return;
			}
			let found: string | undefined;
			let seen = false;
			for (const element of document.querySelectorAll(selector)) {
				// Those of chapters far from the screen are not laid out: above what is seen they lie above, below it below.
				const isLaidOut = laidOut(element);
				if (seen && !isLaidOut) break;
				if (isLaidOut && element.getBoundingClientRect().top > top) break;
				seen ||= isLaidOut;
				found = element.id;
			}
			this.id = found;
		};
		const soon = () => (this.#frame ??= requestAnimationFrame(look));
		look();
		window.addEventListener('scroll', soon, { passive: true });
		window.addEventListener('resize', soon, { passive: true });
		document.addEventListener('focusin', soon);
		return () => {
			window.removeEventListener('scroll', soon);
			window.removeEventListener('resize', soon);
			document.removeEventListener('focusin', soon);
			if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
			this.#frame = undefined;
		};
	}
}
