/** One thing that waits, as a sentence and a way to it, for pages and letters alike. */
import type { Need } from '#domain/needs/needs.ts';
import { parseSectionId } from '#document/paths.ts';
import type { Translate } from './index.ts';

export type NeedPath =
	| `/evaluations/${string}/${'overview' | 'score' | 'review' | 'questions' | 'finalise'}`
	| `/evaluations/${string}/q/${string}`
	| `/review/${string}/${string}`;

export interface NeedLine {
	text: string;
	path: NeedPath;
	/** With its question mark, or empty. */
	search: string;
}

const SCORE = /^score:(.+)$/;

/** The subquestion's page shows its own threads; everything else is in the list of all. */
function mentionPath(evaluationId: string, on: string): NeedPath {
	const section = parseSectionId(on);
	const id = SCORE.exec(on)?.[1] ?? (section?.kind === 'subquestion' ? section.subquestionId : undefined);
	return id === undefined ? `/evaluations/${evaluationId}/review` : `/evaluations/${evaluationId}/q/${id}`;
}

export function needLine(evaluationId: string, need: Need, t: Translate): NeedLine {
	const at = (path: NeedPath, text: string, search = ''): NeedLine => ({ text, path, search });
	const list = (subquestions: readonly string[]) => ({
		count: subquestions.length,
		first: subquestions[0] ?? '',
	});
	switch (need.kind) {
		case 'mention': {
			const { round, thread, on } = need.mention;
			const search = `?thread=${encodeURIComponent(thread)}`;
			return round === undefined
				? at(mentionPath(evaluationId, on), t('needs.mention'), search)
				: at(`/review/${evaluationId}/${round}`, t('needs.mention'), search);
		}
		case 'review':
			return at(`/review/${evaluationId}/${need.round}`, t('needs.review', { label: need.label }));
		case 'answers':
			return at(
				`/review/${evaluationId}/${need.round}`,
				t('needs.answers', { label: need.label, count: need.count }),
			);
		case 'score':
			return at(`/evaluations/${evaluationId}/score`, t('needs.score', { left: need.left, of: need.of }));
		case 'handIn':
			return at(`/evaluations/${evaluationId}/score`, t('needs.handIn', { count: need.rows }));
		case 'positions':
			return at(
				`/evaluations/${evaluationId}/q/${list(need.subquestions).first}`,
				t('needs.positions', list(need.subquestions)),
			);
		case 'settle':
			return at(
				`/evaluations/${evaluationId}/q/${list(need.subquestions).first}`,
				t('needs.settle', list(need.subquestions)),
			);
		case 'dispositions':
			return at(
				`/evaluations/${evaluationId}/review`,
				t('needs.dispositions', { count: need.count }),
				'?state=open',
			);
		case 'questions':
			return at(`/evaluations/${evaluationId}/questions`, t('needs.questions', { count: need.count }));
		case 'signOff':
			return at(`/evaluations/${evaluationId}/finalise`, t(need.outdated ? 'needs.signAgain' : 'needs.sign'));
		case 'prepare':
			return at(`/evaluations/${evaluationId}/overview`, t('needs.prepare'));
	}
}
