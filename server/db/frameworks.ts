/** Frameworks, immutable once stored (a trigger sees to it). */
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type FrameworkRow = Selectable<Database['framework']>;
type Executor = Db | Transaction<Database>;

export const find = (db: Executor, id: string): Promise<FrameworkRow | undefined> =>
	db.selectFrom('framework').selectAll().where('id', '=', id).executeTakeFirst();

export const ofEvaluation = (db: Executor, evaluationId: string): Promise<FrameworkRow | undefined> =>
	db
		.selectFrom('framework')
		.innerJoin('evaluation', 'evaluation.framework_id', 'framework.id')
		.selectAll('framework')
		.where('evaluation.id', '=', evaluationId)
		.executeTakeFirst();

export const list = (db: Executor): Promise<FrameworkRow[]> =>
	db.selectFrom('framework').selectAll().orderBy('name').orderBy('version').execute();

/** False when the id is taken already. */
export async function insert(db: Executor, row: Insertable<Database['framework']>): Promise<boolean> {
	const inserted = await db
		.insertInto('framework')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return inserted !== undefined;
}
