/** Evaluations and the changes of their phase. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Phase } from '#domain/phases/phases.ts';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type EvaluationRow = Selectable<Database['evaluation']>;
type Executor = Db | Transaction<Database>;

export const insert = (tx: Executor, row: Insertable<Database['evaluation']>): Promise<unknown> =>
	tx.insertInto('evaluation').values(row).execute();

export const find = (db: Executor, id: string): Promise<EvaluationRow | undefined> =>
	db.selectFrom('evaluation').selectAll().where('id', '=', id).executeTakeFirst();

/** Holds the row until the transaction ends: commands of one evaluation take turns, on every node. */
export const lock = (tx: Executor, id: string): Promise<EvaluationRow | undefined> =>
	tx.selectFrom('evaluation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Those that a user belongs to, newest first. */
export const listOf = (db: Executor, userId: string) =>
	db
		.selectFrom('member')
		.innerJoin('evaluation', 'evaluation.id', 'member.evaluation_id')
		.selectAll('evaluation')
		.select(['member.role', 'member.scores'])
		.where('member.user_id', '=', userId)
		.where('member.removed_at', 'is', null)
		.orderBy('evaluation.created_at', 'desc')
		.orderBy('evaluation.id')
		.execute();

export const setPhase = (tx: Executor, id: string, phase: Phase): Promise<unknown> =>
	tx.updateTable('evaluation').set({ phase }).where('id', '=', id).execute();

export const insertPhaseChange = (
	tx: Executor,
	row: Insertable<Database['phase_change']>,
): Promise<unknown> => tx.insertInto('phase_change').values(row).execute();

/** Why it was last reopened; undefined where it never was. */
export const lastReopening = (tx: Executor, evaluationId: string) =>
	tx
		.selectFrom('phase_change')
		.select(['reason', 'at'])
		.where('evaluation_id', '=', evaluationId)
		.where('from_phase', '=', 'final')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();

/** Those of a stretch of the shared document's log, both ends included, in their order. */
export const phaseChanges = (db: Executor, evaluationId: string, from: number, to: number) =>
	db
		.selectFrom('phase_change')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('seq', '>=', from)
		.where('seq', '<=', to)
		.orderBy('id')
		.execute();

/**
 * When something last changed that this user may know of: the shared document, their own ballot, the phase.
 * Other people's ballots do not count, or the time would tell that somebody saved a score.
 */
export async function changedAt(
	db: Executor,
	evaluationIds: readonly string[],
	userId: string,
): Promise<Map<string, Date>> {
	if (evaluationIds.length === 0) return new Map();
	const { rows } = await sql<{ id: string; at: Date }>`
		select evaluation.id, greatest(
			evaluation.created_at,
			(select at from update_log where room = 'evaluation/' || evaluation.id order by seq desc limit 1),
			(select at from update_log where room = 'ballot/' || evaluation.id || '/' || ${userId} order by seq desc limit 1),
			(select max(at) from phase_change where evaluation_id = evaluation.id)
		) as at
		from evaluation where evaluation.id = any(${evaluationIds})`.execute(db);
	return new Map(rows.map(({ id, at }) => [id, at]));
}
