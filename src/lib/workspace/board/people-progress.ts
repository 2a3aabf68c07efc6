/**
 * How many rows of an area somebody has filled: one's own and what is open to the group as of now, what is hidden
 * as of the last full minute.
 */
import type { Area } from '#domain/framework/framework.ts';
import type { SyncedEvaluation } from '#lib/sync/synced-evaluation.svelte.ts';
import type { BoardReport } from './board-report.svelte.ts';

/** Undefined: not known yet. */
export function filledBy(
	live: SyncedEvaluation,
	report: BoardReport,
	area: Area,
	userId: string,
): number | undefined {
	const { subquestions } = area;
	if (userId === live.me) return subquestions.filter(({ id }) => live.myScore(id) !== undefined).length;
	if (subquestions.every(({ id }) => live.scoreHome(id) === 'shared'))
		return subquestions.filter(({ id }) => live.openScore(id, userId) !== undefined).length;
	return report.filledIn(area.id, userId);
}

/** Whether any count of others comes by the minute. */
export const hasHiddenRows = (live: SyncedEvaluation): boolean =>
	live.framework.areas.some(({ subquestions }) =>
		subquestions.some(({ id }) => live.scoreHome(id) === 'ballot'),
	);
