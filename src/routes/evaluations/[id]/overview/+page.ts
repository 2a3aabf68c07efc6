import { partsHere } from '#lib/later/later.ts';
import { GROUP_PANEL, PHASE_PANEL } from '#lib/workspace/later-parts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
	await partsHere([GROUP_PANEL, PHASE_PANEL]);
};
