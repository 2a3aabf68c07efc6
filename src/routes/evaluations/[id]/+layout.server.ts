/**
 * What the workspace stands on: the evaluation, its framework, and what the reader may see of the document as
 * it was when the page was asked for. Whatever changes afterwards comes over the socket; the relational side
 * is read again when the server says that it changed.
 */
import { error, redirect } from '@sveltejs/kit';
import { requireActor } from '#server/services/actor.ts';
import { isServiceError } from '#server/api/problem.ts';
import type { StripMarks } from '#server/services/evaluation-comparison.ts';
import { recalledSide, SIDE_COOKIE } from '#lib/workspace/side/memory.ts';
import { EVALUATION_DATA } from '#lib/workspace/evaluation-data.ts';
import { handedInRows, initialContent, previousResult, type Shown } from './content.server.ts';
import type { LayoutServerLoad } from './$types';

/** Reviewers read frozen drafts; nothing of the working document stands beside anything for them. */
const NO_MARKS: StripMarks = { previous: {}, cohort: {} };

export const load: LayoutServerLoad = async ({ locals, params, url, cookies, depends, untrack }) => {
	depends(EVALUATION_DATA);
	if (!locals.user) {
		const back = untrack(() => url.pathname);
		redirect(303, `/signin?next=${encodeURIComponent(back)}`);
	}
	const actor = requireActor(locals);
	const { services } = locals;
	try {
		const evaluation = await services.evaluations.get(actor, params.id);
		const framework = await services.frameworks.known(evaluation.frameworkId);
		// What is shown first; later ones come from the live document, also without a connection.
		const shown = untrack((): Shown | undefined => {
			if ('subquestion' in params) return { subquestionId: String(params.subquestion) };
			return url.pathname.endsWith('/write') ? 'everything' : undefined;
		});
		const [initial, handedIn, previous, marks] = await Promise.all([
			initialContent(services, evaluation, actor.id, shown),
			handedInRows(services, evaluation, actor.id),
			previousResult(services, actor, evaluation, framework),
			evaluation.myRole === 'reviewer' ? NO_MARKS : services.evaluationComparisons.marks(actor, params.id),
		]);
		return {
			evaluation,
			framework,
			handedIn,
			initial,
			previous: { ...marks.previous, ...previous.points },
			cohortMarks: marks.cohort,
			earlier: previous.findings,
			side: recalledSide(cookies.get(SIDE_COOKIE)),
		};
	} catch (cause) {
		if (isServiceError(cause)) error(cause.status, cause.code);
		throw cause;
	}
};
