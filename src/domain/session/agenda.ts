/** An agenda for a session, drawn from where the scores lie apart. A proposal: a facilitator may set any other. */
import type { DisagreementQueue } from '../consensus/queue.ts';

/**
 * Subquestion ids in the queue's order, without those marked discussed. `flagged`: only where the spread reaches the
 * evaluation's tolerance; `all`: everything that can be compared.
 */
export const agendaFrom = (
	queue: DisagreementQueue,
	which: 'flagged' | 'all',
	discussed: ReadonlySet<string>,
): string[] =>
	queue.ranked
		.filter(({ subquestionId, flagged }) => (flagged || which === 'all') && !discussed.has(subquestionId))
		.map(({ subquestionId }) => subquestionId);
