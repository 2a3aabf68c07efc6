/** The rules of the evaluation's rooms as the page knows them: the same shape the server decides by. */
import type { EvaluationDetail } from '#domain/evaluation/evaluation.ts';
import type { Framework } from '#domain/framework/framework.ts';
import type { RoomRules } from '#domain/permissions/document-rules.ts';
import type { Phase } from '#domain/phases/phases.ts';

export const revealedRows = (known: readonly string[], heard: readonly string[]): ReadonlySet<string> =>
	new Set([...known, ...heard]);

export const rowSet = (rows: readonly string[]): ReadonlySet<string> => new Set(rows);

export const evaluationRules = (
	framework: Framework,
	{ blind }: EvaluationDetail,
	phase: Phase,
	revealed: ReadonlySet<string>,
): RoomRules => ({
	kind: 'evaluation',
	phase,
	blind,
	revealed,
	lockedRows: new Set(),
	subquestions: new Map(
		framework.areas.flatMap((area) =>
			area.subquestions.map(({ id, max }) => [id, { max: max * 100, areaId: area.id }] as const),
		),
	),
	areas: new Set(framework.areas.map(({ id }) => id)),
});

export const ballotRules = (shared: RoomRules, owner: string, handedIn: ReadonlySet<string>): RoomRules => ({
	...shared,
	kind: 'ballot',
	ballotOwner: owner,
	lockedRows: handedIn,
});
