/** Cohorts and the results they are made of. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type CohortRow = Selectable<Database['cohort']> & { n: number };
type Executor = Db | Transaction<Database>;

const withSize = (db: Executor) =>
	db
		.selectFrom('cohort')
		.selectAll('cohort')
		.select((eb) =>
			eb
				.selectFrom('cohort_member')
				.whereRef('cohort_member.cohort_id', '=', 'cohort.id')
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.$asScalar()
				.$notNull()
				.as('n'),
		);

export const insert = (tx: Executor, row: Insertable<Database['cohort']>): Promise<unknown> =>
	tx.insertInto('cohort').values(row).execute();

export async function insertMembers(tx: Executor, cohortId: string, resultIds: readonly string[]) {
	if (resultIds.length === 0) return;
	await tx
		.insertInto('cohort_member')
		.values(resultIds.map((result_id) => ({ cohort_id: cohortId, result_id })))
		.execute();
}

/** Newest first. */
export const list = (db: Executor): Promise<CohortRow[]> =>
	withSize(db).orderBy('extracted_at', 'desc').orderBy('id').execute();

export const find = (db: Executor, id: string): Promise<CohortRow | undefined> =>
	withSize(db).where('id', '=', id).executeTakeFirst();

export async function memberIds(db: Executor, cohortId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('cohort_member')
		.select('result_id')
		.where('cohort_id', '=', cohortId)
		.execute();
	return rows.map(({ result_id }) => result_id);
}

export const rename = (tx: Executor, id: string, name: string): Promise<unknown> =>
	tx.updateTable('cohort').set({ name }).where('id', '=', id).execute();

export const remove = (tx: Executor, id: string): Promise<unknown> =>
	tx.deleteFrom('cohort').where('id', '=', id).execute();

/** Evaluations that are set beside it, now or in a final version. */
export async function usedBy(db: Executor, id: string): Promise<number> {
	const { n } = await db
		.selectFrom('evaluation')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where((eb) =>
			eb.or([
				eb('cohort_id', '=', id),
				eb.exists(
					eb
						.selectFrom('final_version')
						.select('final_version.snapshot_id')
						.whereRef('final_version.evaluation_id', '=', 'evaluation.id')
						.where(sql<boolean>`package::jsonb #>> '{evaluation,cohortId}' = ${id}`),
				),
			]),
		)
		.executeTakeFirstOrThrow();
	return n;
}

/** Null: none any more. */
export const choose = (tx: Executor, evaluationId: string, cohortId: string | null): Promise<unknown> =>
	tx.updateTable('evaluation').set({ cohort_id: cohortId }).where('id', '=', evaluationId).execute();

/** Nobody removes it while an evaluation takes it. */
export const lock = (tx: Executor, id: string): Promise<unknown> =>
	sql`select id from cohort where id = ${id} for update`.execute(tx);
