import { partsHere } from '#lib/later/later.ts';
import { GRID_PARTS } from '#lib/workspace/later-parts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
	await partsHere(GRID_PARTS);
};
