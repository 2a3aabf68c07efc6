/** The subquestion named in the address. Needs no server, so one can move about without a connection. */
import { error } from '@sveltejs/kit';
import { areaOf, findSubquestion } from '#domain/framework/framework.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
	const { framework } = await parent();
	const subquestion = findSubquestion(framework, params.subquestion);
	const area = areaOf(framework, params.subquestion);
	if (!subquestion || !area) error(404, 'notFound');
	return { subquestion, area };
};
