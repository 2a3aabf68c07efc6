/** What stands between a reviewed evaluation and its final version: a list, so that all of it can be shown at once. */
import type { Consensus } from '../consensus/value.ts';
import { isAgreed } from '../consensus/value.ts';
import { allSubquestions, type Framework } from '../framework/framework.ts';

export interface FinalBlocker {
	code: 'consensusMissing';
	subquestionId: string;
}

/** Empty: the evaluation may become final. In the framework's order. */
export function finalBlockers(
	framework: Framework,
	consensusOf: (subquestionId: string) => Consensus | undefined,
): FinalBlocker[] {
	return allSubquestions(framework)
		.filter(({ id }) => !isAgreed(consensusOf(id)))
		.map(({ id }) => ({ code: 'consensusMissing', subquestionId: id }));
}
