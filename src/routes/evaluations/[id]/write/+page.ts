/** Needs no server, so one can come here without a connection. The working document is not for reviewers. */
import { redirect } from '@sveltejs/kit';
import { partsHere } from '#lib/later/later.ts';
import { CONTENTS } from '#lib/workspace/later-parts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
	const { evaluation } = await parent();
	if (evaluation.myRole === 'reviewer') redirect(303, `/evaluations/${params.id}/overview`);
	await partsHere([CONTENTS]);
};
