/**
 * Interview notes: the words that must be erasable, so they are here and nowhere else. An erased one keeps its row
 * as the trace, with nothing in it.
 */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

export type NoteRow = Selectable<Database['source_note']>;
type Executor = Db | Transaction<Database>;

const now = sql<Date>`clock_timestamp()`;

export const find = (db: Executor, evaluationId: string, sourceId: string): Promise<NoteRow | undefined> =>
	db
		.selectFrom('source_note')
		.selectAll()
		.where('evaluation_id', '=', evaluationId)
		.where('source_id', '=', sourceId)
		.executeTakeFirst();

/** Without the words. */
export const list = (db: Executor, evaluationId: string) =>
	db
		.selectFrom('source_note')
		.select(['source_id', 'version', 'by_user', 'updated_at', 'erased_at'])
		.select(sql<boolean>`text <> '' or participants <> ''`.as('has_words'))
		.where('evaluation_id', '=', evaluationId)
		.orderBy('source_id')
		.execute();

/** `basedOn`: the version that is replaced; null where there is none yet. Undefined: it is another one by now. */
export async function write(
	tx: Executor,
	evaluationId: string,
	sourceId: string,
	{ basedOn, ...words }: { text: string; participants: string; basedOn: number | null; by: string },
): Promise<NoteRow | undefined> {
	const { by, text, participants } = words;
	if (basedOn === null)
		return tx
			.insertInto('source_note')
			.values({
				evaluation_id: evaluationId,
				source_id: sourceId,
				version: 1,
				text,
				participants,
				by_user: by,
			})
			.onConflict((conflict) => conflict.doNothing())
			.returningAll()
			.executeTakeFirst();
	return tx
		.updateTable('source_note')
		.set({
			version: basedOn + 1,
			text,
			participants,
			by_user: by,
			updated_at: now,
			erased_at: null,
			erased_by: null,
		})
		.where('evaluation_id', '=', evaluationId)
		.where('source_id', '=', sourceId)
		.where('version', '=', basedOn)
		.returningAll()
		.executeTakeFirst();
}

/** Of one source, or of the whole evaluation. How many notes there were that said something. */
export async function erase(
	tx: Executor,
	evaluationId: string,
	{ by, sourceId }: { by: string | null; sourceId?: string },
): Promise<number> {
	let query = tx
		.updateTable('source_note')
		.set({
			text: '',
			participants: '',
			version: sql<number>`version + 1`,
			updated_at: now,
			erased_at: now,
			erased_by: by,
		})
		.where('evaluation_id', '=', evaluationId)
		.where('erased_at', 'is', null);
	if (sourceId !== undefined) query = query.where('source_id', '=', sourceId);
	const { numUpdatedRows } = await query.executeTakeFirst();
	return Number(numUpdatedRows);
}
