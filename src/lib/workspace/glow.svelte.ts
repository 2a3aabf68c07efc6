/** Lets a cell glow once when somebody else has changed it; never at first sight, never under reduced motion. */
import type { Attachment } from 'svelte/attachments';
import './glow.css';

/**
 * `changes` counts what others have changed. With `glow-layer` among the element's classes its own layer fades,
 * which costs the page nothing after the first frame; otherwise its background does, drawn anew in every frame.
 */
export const glow =
	(changes: () => number): Attachment<Element> =>
	(element) => {
		let seen: number | undefined;
		$effect(() => {
			const count = changes();
			const changed = seen !== undefined && count !== seen;
			seen = count;
			if (!changed || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
			const timing = { duration: 1_600, easing: 'ease-out' };
			if (element.classList.contains('glow-layer'))
				element.animate([{ opacity: 1 }, { opacity: 0 }], { ...timing, pseudoElement: '::after' });
			else
				element.animate(
					[{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'transparent' }],
					timing,
				);
		});
	};
