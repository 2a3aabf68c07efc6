/** Where a place of presence is in the address bar. */
import type { Place } from '#lib/sync/people.ts';

type EvaluationPath =
	`/evaluations/${string}/${'overview' | 'score' | 'calibrate' | 'calibrate/session' | 'agreement' | 'evidence' | 'write' | 'facts' | 'questions' | 'review' | 'report' | 'compare' | 'present' | 'finalise' | 'members' | 'follow-up' | 'versions' | 'history' | `q/${string}`}`;

export const questionPath = (evaluationId: string, subquestionId: string): EvaluationPath =>
	`/evaluations/${evaluationId}/q/${subquestionId}`;

/** In a session: looking at a subquestion alone, without leaving the session. */
export const lookPath = (
	evaluationId: string,
	subquestionId: string,
): `/evaluations/${string}/calibrate/session?q=${string}` =>
	`/evaluations/${evaluationId}/calibrate/session?q=${encodeURIComponent(subquestionId)}`;

export function placePath(evaluationId: string, { view, subquestionId }: Place): EvaluationPath {
	if (view === 'session') return `/evaluations/${evaluationId}/calibrate/session`;
	if (view !== 'question') return `/evaluations/${evaluationId}/${view}`;
	return subquestionId === undefined
		? `/evaluations/${evaluationId}/overview`
		: questionPath(evaluationId, subquestionId);
}
