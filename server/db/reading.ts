/** What people have seen: review rounds they have read, mentions they have taken note of. */
import { sql, type Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;

/** Round id → when this user last read it. */
export async function roundsRead(
	db: Executor,
	userId: string,
	roundIds: readonly string[],
): Promise<Map<string, Date>> {
	const rows = await db
		.selectFrom('round_read')
		.select(['round_id', 'at'])
		.where('user_id', '=', userId)
		.where('round_id', 'in', roundIds.length > 0 ? roundIds : [''])
		.execute();
	return new Map(rows.map(({ round_id, at }) => [round_id, at]));
}

/** Read again: from now on. */
export const setRoundRead = (db: Executor, roundId: string, userId: string): Promise<unknown> =>
	db
		.insertInto('round_read')
		.values({ round_id: roundId, user_id: userId, at: sql<Date>`clock_timestamp()` })
		.onConflict((conflict) =>
			conflict.columns(['round_id', 'user_id']).doUpdateSet({ at: sql<Date>`clock_timestamp()` }),
		)
		.execute();

export const mentionKey = (room: string, message: string): string => `${room}\n${message}`;

export async function mentionsSeen(db: Executor, userId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('mention_seen')
		.select(['room', 'message'])
		.where('user_id', '=', userId)
		.execute();
	return new Set(rows.map(({ room, message }) => mentionKey(room, message)));
}

export async function setMentionsSeen(
	db: Executor,
	userId: string,
	mentions: readonly { room: string; message: string }[],
): Promise<void> {
	if (mentions.length === 0) return;
	await db
		.insertInto('mention_seen')
		.values(mentions.map((mention) => ({ user_id: userId, ...mention })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
