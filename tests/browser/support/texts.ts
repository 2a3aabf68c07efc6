/** The words of the pages, from the catalogue itself: a journey looks for what a reader would read. */
import { translator } from '#lib/i18n/index.ts';

export const t = translator('sv');
