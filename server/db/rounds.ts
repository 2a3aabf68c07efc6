/** Review rounds, who has handed in, and the guests of a round. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type RoundRow = Selectable<Database['review_round']>;
export type GuestRow = Selectable<Database['review_guest']>;
type Executor = Db | Transaction<Database>;

export const insert = (tx: Executor, row: Insertable<Database['review_round']>): Promise<unknown> =>
	tx.insertInto('review_round').values(row).execute();

export const find = (db: Executor, evaluationId: string, id: string): Promise<RoundRow | undefined> =>
	db
		.selectFrom('review_round')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('id', '=', id)
		.executeTakeFirst();

/** Newest first. */
export const list = (db: Executor, evaluationId: string): Promise<RoundRow[]> =>
	db
		.selectFrom('review_round')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.orderBy('opened_at', 'desc')
		.orderBy('id')
		.execute();

/** The round opened last before this one. */
export const before = (db: Executor, round: RoundRow): Promise<RoundRow | undefined> =>
	db
		.selectFrom('review_round')
		.selectAll()
		.where('evaluation_id', '=', round.evaluation_id)
		.where('opened_at', '<', sql<Date>`(select opened_at from review_round where id = ${round.id})`)
		.orderBy('opened_at', 'desc')
		.limit(1)
		.executeTakeFirst();

/** Null opens it again. */
export const setClosed = (tx: Executor, id: string, closed: boolean): Promise<unknown> =>
	tx
		.updateTable('review_round')
		.set({ closed_at: closed ? sql<Date>`clock_timestamp()` : null })
		.where('id', '=', id)
		.execute();

export const handIns = (db: Executor, roundIds: readonly string[]) =>
	db
		.selectFrom('review_hand_in')
		.selectAll()
		.where('round_id', 'in', roundIds.length > 0 ? roundIds : [''])
		.orderBy('at')
		.execute();

/** Handing in a second time leaves the first time standing. */
export async function handIn(tx: Executor, roundId: string, userId: string): Promise<Date> {
	await tx
		.insertInto('review_hand_in')
		.values({ round_id: roundId, user_id: userId, at: sql<Date>`clock_timestamp()` })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const { at } = await tx
		.selectFrom('review_hand_in')
		.select('at')
		.where('round_id', '=', roundId)
		.where('user_id', '=', userId)
		.executeTakeFirstOrThrow();
	return at;
}

/** False where there was none. */
export async function takeBack(tx: Executor, roundId: string, userId: string): Promise<boolean> {
	const row = await tx
		.deleteFrom('review_hand_in')
		.where('round_id', '=', roundId)
		.where('user_id', '=', userId)
		.returning('user_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Open rounds of evaluations where this user is a reviewer, without those handed in; oldest deadline first. */
export const waitingFor = (db: Executor, userId: string) =>
	db
		.selectFrom('review_round')
		.innerJoin('member', 'member.evaluation_id', 'review_round.evaluation_id')
		.innerJoin('evaluation', 'evaluation.id', 'review_round.evaluation_id')
		.leftJoin('review_hand_in', (join) =>
			join
				.onRef('review_hand_in.round_id', '=', 'review_round.id')
				.onRef('review_hand_in.user_id', '=', 'member.user_id'),
		)
		.select(['review_round.id', 'review_round.evaluation_id', 'review_round.label', 'review_round.deadline'])
		.select('evaluation.title')
		.where('member.user_id', '=', userId)
		.where('member.role', '=', 'reviewer')
		.where('member.removed_at', 'is', null)
		.where('evaluation.phase', 'in', ['calibration', 'review'])
		.where('review_round.closed_at', 'is', null)
		.where('review_hand_in.user_id', 'is', null)
		.orderBy(sql`review_round.deadline nulls last`)
		.orderBy('review_round.opened_at')
		.execute();

// Guests ------------------------------------------------------------------------------------------------

/** The link holds for `days` from now on; when it ends. */
export async function insertGuest(
	tx: Executor,
	{ days, ...row }: Omit<Insertable<Database['review_guest']>, 'expires_at'> & { days: number },
): Promise<Date> {
	const { expires_at } = await tx
		.insertInto('review_guest')
		.values({ ...row, expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${days})` })
		.returning('expires_at')
		.executeTakeFirstOrThrow();
	return expires_at;
}

/** In the order they were invited. */
export const guestsOf = (db: Executor, roundIds: readonly string[]): Promise<GuestRow[]> =>
	db
		.selectFrom('review_guest')
		.selectAll()
		.where('round_id', 'in', roundIds.length > 0 ? roundIds : [''])
		.orderBy('invited_at')
		.orderBy('id')
		.execute();

/** Guests who came, in the order they came, as users. */
export const enteredGuests = (db: Executor, roundId: string) =>
	db
		.selectFrom('review_guest')
		.innerJoin('app_user', 'app_user.id', 'review_guest.user_id')
		.select(['app_user.id as user_id', 'app_user.name', 'app_user.initials'])
		.where('review_guest.round_id', '=', roundId)
		.orderBy('review_guest.entered_at')
		.orderBy('review_guest.id')
		.execute();

export const guestOfUser = (db: Executor, userId: string): Promise<GuestRow | undefined> =>
	db.selectFrom('review_guest').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** What the page behind a guest's link shows. */
export const guestByToken = (db: Executor, tokenHash: string) =>
	db
		.selectFrom('review_guest')
		.innerJoin('review_round', 'review_round.id', 'review_guest.round_id')
		.innerJoin('evaluation', 'evaluation.id', 'review_round.evaluation_id')
		.innerJoin('app_user as host', 'host.id', 'review_guest.invited_by')
		.selectAll('review_guest')
		.select(['review_round.label', 'review_round.deadline', 'review_round.evaluation_id'])
		.select(['evaluation.title', 'host.name as host_name'])
		.where('review_guest.token_hash', '=', tokenHash)
		.executeTakeFirst();

/** As one who enters, so that two entries by one link take turns. Undefined where the link does not hold. */
export const lockHolding = (tx: Executor, id: string): Promise<GuestRow | undefined> =>
	tx
		.selectFrom('review_guest')
		.selectAll()
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', sql<Date>`clock_timestamp()`)
		.forUpdate()
		.executeTakeFirst();

export const setEntered = (tx: Executor, id: string, userId: string, name: string): Promise<unknown> =>
	tx
		.updateTable('review_guest')
		.set({ user_id: userId, name, entered_at: sql<Date>`clock_timestamp()` })
		.where('id', '=', id)
		.execute();

/** The guest as it was; undefined where there is nothing left to revoke. */
export const revokeGuest = (tx: Executor, roundId: string, id: string): Promise<GuestRow | undefined> =>
	tx
		.updateTable('review_guest')
		.set({ revoked_at: sql<Date>`clock_timestamp()` })
		.where('round_id', '=', roundId)
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.returningAll()
		.executeTakeFirst();
