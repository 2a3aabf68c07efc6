/** What stands around every page inside. */
import { partsHere } from '#lib/later/later.ts';
import { FRAME_PARTS } from '#lib/workspace/later-parts.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => {
	await partsHere(FRAME_PARTS);
	return data;
};
