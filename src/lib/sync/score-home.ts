/**
 * Where my score for one subquestion lives now: unrevealed scores of a blind evaluation in my own ballot, which
 * nobody else can open; all others in the shared document.
 */
import type { BlindMode } from '#domain/permissions/roles.ts';

export type ScoreHome = 'ballot' | 'shared';

export const scoreHome = (
	blind: BlindMode,
	revealed: ReadonlySet<string>,
	subquestionId: string,
): ScoreHome => (blind === 'off' || revealed.has(subquestionId) ? 'shared' : 'ballot');

/** Whether anything of mine can still be in a ballot, so that its room is worth opening. */
export const ballotInUse = (
	blind: BlindMode,
	revealed: ReadonlySet<string>,
	subquestionIds: readonly string[],
): boolean => subquestionIds.some((id) => scoreHome(blind, revealed, id) === 'ballot');
