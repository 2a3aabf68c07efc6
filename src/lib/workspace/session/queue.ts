/** The disagreement queue as this page can compute it: over the scores that are open to the group. */
import { disagreementQueue, type DisagreementQueue } from '#domain/consensus/queue.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import { openScores, votersOf } from '../consensus/facts.ts';

export const queueOf = (live: SyncedEvaluation): DisagreementQueue =>
	disagreementQueue(
		live.framework,
		new Map(allSubquestions(live.framework).map(({ id }) => [id, openScores(live, id)])),
		votersOf(live),
		live.evaluation.tolerance,
	);
