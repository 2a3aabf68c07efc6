/**
 * The queue as it is shown: what is flagged first, the rest apart. While somebody is reading it, the order stays as
 * it was and only says that it would be another.
 */
import type { DisagreementQueue } from '#domain/consensus/queue.ts';

export interface QueueOrder {
	/** Subquestion ids. */
	flagged: readonly string[];
	rest: readonly string[];
}

export function orderOf({ ranked }: Pick<DisagreementQueue, 'ranked'>): QueueOrder {
	const ids = (wanted: boolean): string[] =>
		ranked.filter(({ flagged }) => flagged === wanted).map(({ subquestionId }) => subquestionId);
	return { flagged: ids(true), rest: ids(false) };
}

export const sameOrder = (a: QueueOrder, b: QueueOrder): boolean =>
	a.flagged.join() === b.flagged.join() && a.rest.join() === b.rest.join();

export const ranksOf = ({ ranked }: Pick<DisagreementQueue, 'ranked'>): ReadonlyMap<string, number> =>
	new Map(ranked.map(({ subquestionId, rank }) => [subquestionId, rank]));
