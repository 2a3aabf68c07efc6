/** Actions on improvements. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type ActionRow = Selectable<Database['action']>;
type Executor = Db | Transaction<Database>;

export const insert = (tx: Executor, row: Insertable<Database['action']>): Promise<ActionRow> =>
	tx.insertInto('action').values(row).returningAll().executeTakeFirstOrThrow();

/** Without those taken away. */
export const list = (db: Executor, evaluationId: string): Promise<ActionRow[]> =>
	db
		.selectFrom('action')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('removed_at', 'is', null)
		.orderBy('created_at')
		.orderBy('id')
		.execute();

/** Taken away or not. */
export const find = (db: Executor, evaluationId: string, id: string): Promise<ActionRow | undefined> =>
	db
		.selectFrom('action')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('id', '=', id)
		.executeTakeFirst();

export const count = async (db: Executor, evaluationId: string): Promise<number> => {
	const { all } = await db
		.selectFrom('action')
		.select(({ fn }) => fn.countAll<number>().as('all'))
		.where('evaluation_id', '=', evaluationId)
		.executeTakeFirstOrThrow();
	return Number(all);
};

type Fields = Pick<ActionRow, 'finding_id' | 'title' | 'owner' | 'due' | 'status' | 'note'>;

/** Undefined where the row is no longer of that version, or was taken away. */
export const update = (
	tx: Executor,
	id: string,
	basedOn: number,
	by: string,
	fields: Fields,
): Promise<ActionRow | undefined> =>
	tx
		.updateTable('action')
		.set({ ...fields, version: basedOn + 1, updated_by: by, updated_at: sql<Date>`clock_timestamp()` })
		.where('id', '=', id)
		.where('version', '=', basedOn)
		.where('removed_at', 'is', null)
		.returningAll()
		.executeTakeFirst();

export const setRemoved = (tx: Executor, id: string, by: string, removed: boolean): Promise<unknown> =>
	tx
		.updateTable('action')
		.set({
			removed_at: removed ? sql<Date>`clock_timestamp()` : null,
			version: sql<number>`version + 1`,
			updated_by: by,
			updated_at: sql<Date>`clock_timestamp()`,
		})
		.where('id', '=', id)
		.execute();
