/** Who signed off on which content: rows are added, never changed; the last one of a person is what holds. */
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type SignOffRow = Selectable<Database['sign_off']>;
type Executor = Db | Transaction<Database>;

/** When it was written. */
export async function insert(tx: Executor, row: Omit<Insertable<Database['sign_off']>, 'at'>): Promise<Date> {
	const { at } = await tx.insertInto('sign_off').values(row).returning('at').executeTakeFirstOrThrow();
	return at;
}

/** User id → what holds; withdrawn is as if never given. */
export async function holding(db: Executor, evaluationId: string): Promise<Map<string, SignOffRow>> {
	const rows = await db
		.selectFrom('sign_off')
		.distinctOn('user_id')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.orderBy('user_id')
		.orderBy('id', 'desc')
		.execute();
	return new Map(rows.filter(({ stance }) => stance !== 'withdrawn').map((row) => [row.user_id, row]));
}
