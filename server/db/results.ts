/** The results library: printed figures by municipality, year and framework version. One query, one function. */
import { sql } from 'kysely';
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { RowKind } from '#domain/results/result.ts';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type ResultRow = Selectable<Database['result']>;
export type FigureRow = Selectable<Database['result_row']>;
type Executor = Db | Transaction<Database>;

/** Rows that one statement takes: eight parameters each, of the 65 535 that PostgreSQL allows. */
const BATCH = 5_000;

/** False where an import of the same municipality, year and framework is there already. */
export async function insert(tx: Executor, row: Insertable<Database['result']>): Promise<boolean> {
	const inserted = await tx
		.insertInto('result')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return inserted !== undefined;
}

export async function insertRows(tx: Executor, rows: readonly Insertable<Database['result_row']>[]) {
	for (let from = 0; from < rows.length; from += BATCH)
		await tx
			.insertInto('result_row')
			.values(rows.slice(from, from + BATCH))
			.execute();
}

/** What the library holds now: nothing replaced, nothing removed. */
const current = (db: Executor) =>
	db.selectFrom('result').where('result.replaced_at', 'is', null).where('result.removed_at', 'is', null);

export interface ResultFilter {
	frameworkId?: string | undefined;
	/** Any of these. */
	municipalities?: readonly string[] | undefined;
	/** Two digits each; any of these. */
	counties?: readonly string[] | undefined;
	from?: number | undefined;
	to?: number | undefined;
	source?: 'evaluation' | 'import' | undefined;
}

function filtered(db: Executor, filter: ResultFilter) {
	const { frameworkId, municipalities, counties, from, to, source } = filter;
	let query = current(db);
	if (frameworkId !== undefined) query = query.where('framework_id', '=', frameworkId);
	if (municipalities !== undefined)
		query = query.where('municipality_code', '=', sql<string>`any(${[...municipalities]})`);
	if (counties !== undefined && counties.length > 0)
		query = query.where(sql<string>`left(municipality_code, 2)`, '=', sql<string>`any(${[...counties]})`);
	if (from !== undefined) query = query.where('year', '>=', from);
	if (to !== undefined) query = query.where('year', '<=', to);
	if (source !== undefined) query = query.where('source', '=', source);
	return query;
}

/** Newest year first, then by municipality; with the total's figures. */
export const list = (db: Executor, filter: ResultFilter, page: { limit: number; offset: number }) =>
	filtered(db, filter)
		.innerJoin('result_row as total', (join) =>
			join.onRef('total.result_id', '=', 'result.id').on('total.kind', '=', 'total'),
		)
		.selectAll('result')
		.select(['total.achieved', 'total.max', 'total.percent', 'total.derived'])
		.orderBy('year', 'desc')
		.orderBy('municipality_code')
		.orderBy('framework_id')
		.orderBy('id')
		.limit(page.limit)
		.offset(page.offset)
		.execute();

export async function count(db: Executor, filter: ResultFilter): Promise<number> {
	const { n } = await filtered(db, filter)
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}

/** By year, then municipality, without figures. */
export const candidates = (db: Executor, filter: ResultFilter): Promise<ResultRow[]> =>
	filtered(db, filter).selectAll().orderBy('year').orderBy('municipality_code').orderBy('id').execute();

/** The same without all that is only shown: to choose among many thousands. */
export const candidateKeys = (db: Executor, filter: ResultFilter) =>
	filtered(db, filter)
		.select(['id', 'framework_id as frameworkId', 'municipality_code as municipalityCode', 'year'])
		.orderBy('year')
		.orderBy('municipality_code')
		.orderBy('id')
		.execute();

/** Also one that is removed or replaced. */
export const find = (db: Executor, id: string): Promise<ResultRow | undefined> =>
	db.selectFrom('result').selectAll().where('id', '=', id).executeTakeFirst();

/** Also those removed or replaced since. */
export const byIds = (db: Executor, ids: readonly string[]): Promise<ResultRow[]> =>
	db
		.selectFrom('result')
		.selectAll()
		.where('id', '=', sql<string>`any(${[...ids]})`)
		.orderBy('year')
		.orderBy('municipality_code')
		.orderBy('id')
		.execute();

export const findCurrent = (db: Executor, id: string): Promise<ResultRow | undefined> =>
	current(db).selectAll().where('id', '=', id).executeTakeFirst();

export const currentOfEvaluation = (db: Executor, evaluationId: string): Promise<ResultRow | undefined> =>
	current(db).selectAll().where('evaluation_id', '=', evaluationId).executeTakeFirst();

/** All figures of these results; `only` one row of each where it is given. */
export function figuresOf(
	db: Executor,
	ids: readonly string[],
	only?: { kind: RowKind; id: string },
): Promise<FigureRow[]> {
	let query = db
		.selectFrom('result_row')
		.selectAll()
		.where('result_id', '=', sql<string>`any(${[...ids]})`);
	if (only) query = query.where('kind', '=', only.kind).where('row_id', '=', only.id);
	return query.execute();
}

/** How often each figure was printed, row by row, over these results: far fewer lines than the figures themselves. */
export const figureCounts = (db: Executor, ids: readonly string[]) =>
	db
		.selectFrom('result_row')
		.select(['kind', 'row_id', 'achieved', 'max', 'percent'])
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('result_id', '=', sql<string>`any(${[...ids]})`)
		.groupBy(['kind', 'row_id', 'achieved', 'max', 'percent'])
		.execute();

/** Sum and number of printed points, row by row, over these results; rows without points do not count. */
export const sumsOf = (db: Executor, ids: readonly string[]) =>
	db
		.selectFrom('result_row')
		.select(['kind', 'row_id'])
		.select(({ fn }) => [fn.sum<number>('achieved').as('sum'), fn.count<number>('achieved').as('n')])
		.where('result_id', '=', sql<string>`any(${[...ids]})`)
		.where('achieved', 'is not', null)
		.groupBy(['kind', 'row_id'])
		.execute();

/** What the library has of these municipalities, to tell what an import would double. */
export const ofMunicipalities = (db: Executor, codes: readonly string[]) =>
	current(db)
		.select(['municipality_code', 'year', 'framework_id', 'source'])
		.where('municipality_code', '=', sql<string>`any(${[...codes]})`)
		.execute();

/**
 * The municipality's newest result of an earlier year, as the library had it at that moment: what was removed or
 * replaced since still counts, so that a report of then says the same ever after. An evaluation is there from its final
 * version on, whenever somebody first looked into the library. Of two in one year that of the same framework comes first.
 */
export function earlier(
	db: Executor,
	of: { municipality: string; frameworkId: string; before: number; at: Date | null },
): Promise<ResultRow | undefined> {
	const since = sql<Date>`coalesce(snapshot.at, result.created_at)`;
	let query = db
		.selectFrom('result')
		.leftJoin('snapshot', 'snapshot.id', 'result.snapshot_id')
		.selectAll('result')
		.where('result.municipality_code', '=', of.municipality)
		.where('result.year', '<', of.before)
		.orderBy('result.year', 'desc')
		.orderBy(sql<boolean>`result.framework_id = ${of.frameworkId}`, 'desc')
		.orderBy('result.source')
		.orderBy(since, 'desc')
		.limit(1);
	const { at } = of;
	if (at === null)
		query = query.where('result.replaced_at', 'is', null).where('result.removed_at', 'is', null);
	else
		query = query
			.where(since, '<=', at)
			.where((eb) => eb.or([eb('result.replaced_at', 'is', null), eb('result.replaced_at', '>', at)]))
			.where((eb) => eb.or([eb('result.removed_at', 'is', null), eb('result.removed_at', '>', at)]));
	return query.executeTakeFirst();
}

/** Undefined where it is no import, or removed already. */
export const remove = (tx: Executor, id: string): Promise<ResultRow | undefined> =>
	tx
		.updateTable('result')
		.set({ removed_at: sql<Date>`clock_timestamp()` })
		.where('id', '=', id)
		.where('source', '=', 'import')
		.where('removed_at', 'is', null)
		.returningAll()
		.executeTakeFirst();

/** Undefined where it was not removed. Fails on `result_imported_once` where another took its place. */
export const restore = (tx: Executor, id: string): Promise<ResultRow | undefined> =>
	tx
		.updateTable('result')
		.set({ removed_at: null })
		.where('id', '=', id)
		.where('removed_at', 'is not', null)
		.returningAll()
		.executeTakeFirst();

/** Evaluations whose newest final snapshot is not in the library yet. */
export async function unread(db: Executor): Promise<{ evaluation_id: string; snapshot_id: string }[]> {
	const { rows } = await sql<{ evaluation_id: string; snapshot_id: string }>`
		select newest.evaluation_id, newest.id as snapshot_id
		from (
			select distinct on (evaluation_id) evaluation_id, id from snapshot
			where kind = 'final' order by evaluation_id, seq desc, at desc
		) newest
		where not exists (select from result where result.snapshot_id = newest.id)`.execute(db);
	return rows;
}

/** The evaluation's result makes way for a newer one; cohorts that name it keep it. */
export const replace = (tx: Executor, evaluationId: string): Promise<unknown> =>
	tx
		.updateTable('result')
		.set({ replaced_at: sql<Date>`clock_timestamp()` })
		.where('evaluation_id', '=', evaluationId)
		.where('replaced_at', 'is', null)
		.execute();
