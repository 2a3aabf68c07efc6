/** What was handed in and what was revealed. The scores themselves lie in the rooms. */
import type { Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;

/** User id → the subquestions that person has handed in. */
export async function handedIn(db: Executor, evaluationId: string): Promise<Map<string, Set<string>>> {
	const rows = await db
		.selectFrom('ballot_submission')
		.select(['user_id', 'subquestion_id'])
		.where('evaluation_id', '=', evaluationId)
		.execute();
	const byUser = new Map<string, Set<string>>();
	for (const { user_id, subquestion_id } of rows) {
		const rowsOfUser = byUser.get(user_id) ?? new Set();
		byUser.set(user_id, rowsOfUser.add(subquestion_id));
	}
	return byUser;
}

/** The subquestions one person had handed in at a point in time. */
export async function handedInBy(
	db: Executor,
	evaluationId: string,
	userId: string,
	at: Date,
): Promise<Set<string>> {
	const rows = await db
		.selectFrom('ballot_submission')
		.select('subquestion_id')
		.where('evaluation_id', '=', evaluationId)
		.where('user_id', '=', userId)
		.where('at', '<=', at)
		.execute();
	return new Set(rows.map((row) => row.subquestion_id));
}

export const handIn = (
	tx: Executor,
	evaluationId: string,
	userId: string,
	subquestions: readonly string[],
): Promise<unknown> =>
	tx
		.insertInto('ballot_submission')
		.values(subquestions.map((id) => ({ evaluation_id: evaluationId, user_id: userId, subquestion_id: id })))
		.execute();

export const takeBack = (
	tx: Executor,
	evaluationId: string,
	userId: string,
	subquestions: readonly string[],
): Promise<unknown> =>
	tx
		.deleteFrom('ballot_submission')
		.where('evaluation_id', '=', evaluationId)
		.where('user_id', '=', userId)
		.where('subquestion_id', 'in', subquestions)
		.execute();

export async function revealed(db: Executor, evaluationId: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('reveal')
		.select('subquestion_id')
		.where('evaluation_id', '=', evaluationId)
		.execute();
	return new Set(rows.map((row) => row.subquestion_id));
}

/** `by`: the lead who revealed; null: the server, because the last ballot was in. */
export const reveal = (
	tx: Executor,
	evaluationId: string,
	subquestions: readonly string[],
	by: string | null,
): Promise<unknown> =>
	tx
		.insertInto('reveal')
		.values(subquestions.map((id) => ({ evaluation_id: evaluationId, subquestion_id: id, by_user: by })))
		.execute();
