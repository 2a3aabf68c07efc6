/** Nodes and what they hold. Leases are in the database's time. One query, one function. */
import { sql } from 'kysely';
import type { Db } from './pool.ts';

const until = (leaseMs: number) => sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1000})`;

/** Says that this node is alive; those long gone are forgotten. */
export async function beat(db: Db, node: { id: string; address: string }, leaseMs: number): Promise<void> {
	await db
		.insertInto('node')
		.values({ ...node, lease_until: until(leaseMs) })
		.onConflict((conflict) =>
			conflict.column('id').doUpdateSet({ address: node.address, lease_until: until(leaseMs) }),
		)
		.execute();
	await db
		.deleteFrom('node')
		.where('lease_until', '<', sql<Date>`clock_timestamp() - interval '1 hour'`)
		.execute();
}

/** False where another node holds it and its lease has not run out. Throws 23503 for an unknown evaluation. */
export async function acquire(
	db: Db,
	evaluationId: string,
	nodeId: string,
	leaseMs: number,
): Promise<boolean> {
	const row = await db
		.insertInto('evaluation_owner')
		.values({ evaluation_id: evaluationId, node_id: nodeId, lease_until: until(leaseMs) })
		.onConflict((conflict) =>
			conflict
				.column('evaluation_id')
				.doUpdateSet({ node_id: nodeId, lease_until: until(leaseMs) })
				.where((eb) =>
					eb.or([
						eb('evaluation_owner.node_id', '=', nodeId),
						eb('evaluation_owner.lease_until', '<', sql<Date>`clock_timestamp()`),
					]),
				),
		)
		.returning('node_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Takes it whoever holds it: that node's rooms are fenced off by their epochs. */
export const takeOver = (db: Db, evaluationId: string, nodeId: string, leaseMs: number): Promise<unknown> =>
	db
		.insertInto('evaluation_owner')
		.values({ evaluation_id: evaluationId, node_id: nodeId, lease_until: until(leaseMs) })
		.onConflict((conflict) =>
			conflict.column('evaluation_id').doUpdateSet({ node_id: nodeId, lease_until: until(leaseMs) }),
		)
		.execute();

/**
 * Raises the epoch of every room of an evaluation that this node has just taken. What may be written in one room is said by
 * tables that a command changes while it holds another: whoever held the evaluation before may write in none of them.
 */
export const fence = (db: Db, evaluationId: string, nodeId: string): Promise<unknown> =>
	db
		.with('held', (cte) =>
			cte
				.selectFrom('room')
				.select('name')
				.where('evaluation_id', '=', evaluationId)
				.where((eb) =>
					eb.exists(
						eb
							.selectFrom('evaluation_owner')
							.select('node_id')
							.where('evaluation_id', '=', evaluationId)
							.where('node_id', '=', nodeId),
					),
				)
				.orderBy('name')
				.forUpdate(),
		)
		.updateTable('room')
		.from('held')
		.whereRef('room.name', '=', 'held.name')
		.set({ epoch: sql`room.epoch + 1` })
		.execute();

/** Prolongs what this node holds; answers with all of it. */
export async function renew(db: Db, nodeId: string, leaseMs: number): Promise<string[]> {
	const rows = await db
		.updateTable('evaluation_owner')
		.set({ lease_until: until(leaseMs) })
		.where('node_id', '=', nodeId)
		.returning('evaluation_id')
		.execute();
	return rows.map((row) => row.evaluation_id);
}

/** The living node that holds an evaluation. */
export const ownerOf = (db: Db, evaluationId: string): Promise<{ id: string; address: string } | undefined> =>
	db
		.selectFrom('evaluation_owner')
		.innerJoin('node', 'node.id', 'evaluation_owner.node_id')
		.select(['node.id', 'node.address'])
		.where('evaluation_id', '=', evaluationId)
		.where('evaluation_owner.lease_until', '>', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();

/** Where a living node is reached. */
export const addressOf = async (db: Db, nodeId: string): Promise<string | undefined> => {
	const row = await db
		.selectFrom('node')
		.select('address')
		.where('id', '=', nodeId)
		.where('lease_until', '>', sql<Date>`clock_timestamp()`)
		.executeTakeFirst();
	return row?.address;
};

export async function release(db: Db, nodeId: string, evaluationIds: readonly string[]): Promise<void> {
	if (evaluationIds.length === 0) return;
	await db
		.deleteFrom('evaluation_owner')
		.where('node_id', '=', nodeId)
		.where('evaluation_id', 'in', evaluationIds)
		.execute();
}

/** It goes, and everything it held is free. */
export async function leave(db: Db, nodeId: string): Promise<void> {
	await db.deleteFrom('evaluation_owner').where('node_id', '=', nodeId).execute();
	await db.deleteFrom('node').where('id', '=', nodeId).execute();
}
