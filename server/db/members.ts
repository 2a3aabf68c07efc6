/** Who belongs to an evaluation. A removed member keeps the row: the log names people who once belonged. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Role } from '#domain/permissions/roles.ts';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type MemberRow = Selectable<Database['member']>;
type Executor = Db | Transaction<Database>;

/** The member, unless removed. */
export const find = (db: Executor, evaluationId: string, userId: string): Promise<MemberRow | undefined> =>
	db
		.selectFrom('member')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('user_id', '=', userId)
		.where('removed_at', 'is', null)
		.executeTakeFirst();

/** Everyone who ever belonged, in the order they joined, with name and address. */
export const everyone = (db: Executor, evaluationId: string) =>
	db
		.selectFrom('member')
		.innerJoin('app_user', 'app_user.id', 'member.user_id')
		.selectAll('member')
		.select(['app_user.name', 'app_user.initials', 'app_user.email'])
		.where('evaluation_id', '=', evaluationId)
		.orderBy('member.added_at')
		.orderBy('member.user_id')
		.execute();

export const active = (db: Executor, evaluationId: string): Promise<MemberRow[]> =>
	db
		.selectFrom('member')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('removed_at', 'is', null)
		.orderBy('added_at')
		.orderBy('user_id')
		.execute();

/** Those who can still sign in, in the order they joined. */
export const able = (db: Executor, evaluationId: string) =>
	db
		.selectFrom('member')
		.innerJoin('app_user', 'app_user.id', 'member.user_id')
		.select(['member.user_id', 'member.role', 'member.scores', 'app_user.email'])
		.where('evaluation_id', '=', evaluationId)
		.where('removed_at', 'is', null)
		.where('app_user.disabled_at', 'is', null)
		.orderBy('member.added_at')
		.orderBy('member.user_id')
		.execute();

/** Leads who can still sign in. */
export async function ableLeads(db: Executor, evaluationId: string): Promise<string[]> {
	const rows = await able(db, evaluationId);
	return rows.filter(({ role }) => role === 'lead').map((row) => row.user_id);
}

/** Whether this person leads an evaluation, whichever. */
export async function leadsSomething(db: Executor, userId: string): Promise<boolean> {
	const row = await db
		.selectFrom('member')
		.select('user_id')
		.where('user_id', '=', userId)
		.where('role', '=', 'lead')
		.where('removed_at', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** `rows` join in their order. */
export const insertAll = (tx: Executor, rows: readonly Insertable<Database['member']>[]): Promise<unknown> =>
	tx
		.insertInto('member')
		.values(
			rows.map((row, at) => ({ ...row, added_at: sql<Date>`now() + make_interval(secs => ${at / 1000})` })),
		)
		.execute();

/** Joins, or comes back: someone who returns keeps the place and the colour of the first time. */
export const join = (
	tx: Executor,
	evaluationId: string,
	userId: string,
	role: Role,
	scores: boolean,
): Promise<unknown> =>
	tx
		.insertInto('member')
		.values({
			evaluation_id: evaluationId,
			user_id: userId,
			role,
			scores,
			added_at: sql<Date>`clock_timestamp()`,
		})
		.onConflict((conflict) =>
			conflict.columns(['evaluation_id', 'user_id']).doUpdateSet({ role, scores, removed_at: null }),
		)
		.execute();

export const change = (
	tx: Executor,
	evaluationId: string,
	userId: string,
	to: { role: Role; scores: boolean },
): Promise<unknown> =>
	tx
		.updateTable('member')
		.set(to)
		.where('evaluation_id', '=', evaluationId)
		.where('user_id', '=', userId)
		.where('removed_at', 'is', null)
		.execute();

export const remove = (tx: Executor, evaluationId: string, userId: string): Promise<unknown> =>
	tx
		.updateTable('member')
		.set({ removed_at: sql<Date>`now()` })
		.where('evaluation_id', '=', evaluationId)
		.where('user_id', '=', userId)
		.where('removed_at', 'is', null)
		.execute();
