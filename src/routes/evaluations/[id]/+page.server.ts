/** The evaluation's own address leads to where the reader was last, or to where the work begins. */
import { redirect } from '@sveltejs/kit';
import { allSubquestions } from '#domain/framework/framework.ts';
import { LAST_PLACE_COOKIE } from './last-place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, cookies }) => {
	const { evaluation, framework } = await parent();
	const base = `/evaluations/${params.id}`;
	if (evaluation.phase === 'setup' || evaluation.myRole === 'reviewer') redirect(303, `${base}/overview`);
	const all = allSubquestions(framework);
	const last = cookies.get(LAST_PLACE_COOKIE);
	const subquestion = all.find(({ id }) => id === last) ?? all[0];
	redirect(303, subquestion ? `${base}/q/${subquestion.id}` : `${base}/overview`);
};
