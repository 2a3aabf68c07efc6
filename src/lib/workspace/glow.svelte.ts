/** Lets a cell glow once when somebody else has changed it; never at first sight, never under reduced motion. */
import type { Attachment } from 'svelte/attachments';

/** `changes` counts what others have changed. */
export const glow =
	(changes: () => number): Attachment<Element> =>
	(element) => {
		let seen: number | undefined;
		$effect(() => {
			const count = changes();
			const changed = seen !== undefined && count !== seen;
			seen = count;
			if (!changed || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
			element.animate([{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'transparent' }], {
				duration: 1_600,
				easing: 'ease-out',
			});
		});
	};
