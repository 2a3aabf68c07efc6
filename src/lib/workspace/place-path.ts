/** Where a place of presence is in the address bar. */
import type { Place } from '#lib/sync/people.ts';

type EvaluationPath =
	`/evaluations/${string}/${'overview' | 'report' | 'members' | 'versions' | `q/${string}`}`;

export const questionPath = (evaluationId: string, subquestionId: string): EvaluationPath =>
	`/evaluations/${evaluationId}/q/${subquestionId}`;

export function placePath(evaluationId: string, { view, subquestionId }: Place): EvaluationPath {
	if (view !== 'question') return `/evaluations/${evaluationId}/${view}`;
	return subquestionId === undefined
		? `/evaluations/${evaluationId}/overview`
		: questionPath(evaluationId, subquestionId);
}
