/** Final versions: frozen once, never changed. Each names the hash of the one before it. */
import { sql, type Insertable, type Selectable, type Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type FinalVersionRow = Selectable<Database['final_version']>;
export type FinalVersionSummary = Omit<FinalVersionRow, 'package'>;
type Executor = Db | Transaction<Database>;

const SUMMARY = [
	'evaluation_id',
	'major',
	'minor',
	'snapshot_id',
	'sha256',
	'prev_sha256',
	'reason',
	'by_user',
	'at',
] as const;

export const insert = (tx: Executor, row: Insertable<Database['final_version']>): Promise<unknown> =>
	tx.insertInto('final_version').values(row).execute();

/** Newest first, without the packages. */
export const list = (db: Executor, evaluationId: string): Promise<FinalVersionSummary[]> =>
	db
		.selectFrom('final_version')
		.select(SUMMARY)
		.where('evaluation_id', '=', evaluationId)
		.orderBy('major', 'desc')
		.orderBy('minor', 'desc')
		.execute();

export const latest = (db: Executor, evaluationId: string): Promise<FinalVersionSummary | undefined> =>
	db
		.selectFrom('final_version')
		.select(SUMMARY)
		.where('evaluation_id', '=', evaluationId)
		.orderBy('major', 'desc')
		.orderBy('minor', 'desc')
		.limit(1)
		.executeTakeFirst();

export const find = (
	db: Executor,
	evaluationId: string,
	major: number,
	minor: number,
): Promise<FinalVersionRow | undefined> =>
	db
		.selectFrom('final_version')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('major', '=', major)
		.where('minor', '=', minor)
		.executeTakeFirst();

/**
 * The cohort that the version made from this snapshot was set beside, null for none. Undefined where no version was, or
 * where it was frozen before versions said so.
 */
export async function cohortOf(db: Executor, snapshotId: string): Promise<string | null | undefined> {
	const row = await db
		.selectFrom('final_version')
		.select([
			sql<boolean>`jsonb_exists(package::jsonb -> 'evaluation', 'cohortId')`.as('says'),
			sql<string | null>`package::jsonb #>> '{evaluation,cohortId}'`.as('cohort'),
		])
		.where('snapshot_id', '=', snapshotId)
		.executeTakeFirst();
	return row?.says ? row.cohort : undefined;
}

/** Evaluations that have any. */
export const evaluations = async (db: Executor): Promise<string[]> => {
	const rows = await db
		.selectFrom('final_version')
		.select('evaluation_id')
		.distinct()
		.orderBy('evaluation_id')
		.execute();
	return rows.map(({ evaluation_id }) => evaluation_id);
};

/** With package, oldest first. */
export const chain = (db: Executor, evaluationId: string): Promise<FinalVersionRow[]> =>
	db
		.selectFrom('final_version')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.orderBy('major')
		.orderBy('minor')
		.execute();
