/**
 * What a municipality does about an improvement: who, until when, how far. And what follows from it for the next
 * evaluation.
 */
export const ACTION_STATUSES = ['planned', 'started', 'done', 'dropped'] as const;
export type ActionStatus = (typeof ACTION_STATUSES)[number];

export interface Dated {
	status: ActionStatus;
	/** YYYY-MM-DD; null: no day was set. */
	due: string | null;
}

/** Past its last day and neither done nor dropped. Days compare as text. */
export const isLate = ({ status, due }: Dated, today: string): boolean =>
	due !== null && due < today && (status === 'planned' || status === 'started');

/** The order of a list: by status as work goes on, then the earliest day, those without a day last. */
export function compareActions(a: Dated & { id: string }, b: Dated & { id: string }): number {
	const rank = ACTION_STATUSES.indexOf(a.status) - ACTION_STATUSES.indexOf(b.status);
	if (rank !== 0) return rank;
	if (a.due !== b.due) return (a.due ?? '9') < (b.due ?? '9') ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** What actions can tell of an improvement. */
export type ActionOutcome = 'done' | 'unclear';

/**
 * What the actions say of an improvement when the next evaluation begins: done once every action that was not
 * dropped is done; otherwise it is for the evaluators to find out.
 */
export function outcomeOf(statuses: readonly ActionStatus[]): ActionOutcome {
	const kept = statuses.filter((status) => status !== 'dropped');
	return kept.length > 0 && kept.every((status) => status === 'done') ? 'done' : 'unclear';
}
