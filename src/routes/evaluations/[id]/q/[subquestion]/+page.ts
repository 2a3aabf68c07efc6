/** The subquestion named in the address. Needs no server, so one can move about without a connection. */
import { error, redirect } from '@sveltejs/kit';
import { areaOf, findSubquestion } from '#domain/framework/framework.ts';
import { partsHere } from '#lib/later/later.ts';
import { QUESTION_PARTS } from './question-parts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
	const { evaluation, framework } = await parent();
	// The working document is not for reviewers; where they begin says what is.
	if (evaluation.myRole === 'reviewer') redirect(303, `/evaluations/${evaluation.id}/overview`);
	const subquestion = findSubquestion(framework, params.subquestion);
	const area = areaOf(framework, params.subquestion);
	if (!subquestion || !area) error(404, 'notFound');
	await partsHere(QUESTION_PARTS);
	return { subquestion, area };
};
