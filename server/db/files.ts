/** Uploaded files. Bytes are read stretch by stretch, so that a large one never blocks the others. */
import { sql } from 'kysely';
import type { Insertable, Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { Database } from './schema.ts';

type Executor = Db | Transaction<Database>;

const FACTS = [
	'id',
	'evaluation_id',
	'name',
	'media_type',
	'size',
	'sha256',
	'width',
	'height',
	'uploaded_by',
	'uploaded_at',
] as const;

export type FileRow = NonNullable<Awaited<ReturnType<typeof find>>>;

export const insert = (tx: Executor, row: Insertable<Database['file']>): Promise<unknown> =>
	tx.insertInto('file').values(row).execute();

/** Without its bytes. */
export const find = (db: Executor, id: string) =>
	db.selectFrom('file').select(FACTS).where('id', '=', id).executeTakeFirst();

/** Newest first, without bytes. */
export const list = (db: Executor, evaluationId: string): Promise<FileRow[]> =>
	db
		.selectFrom('file')
		.select(FACTS)
		.where('evaluation_id', '=', evaluationId)
		.orderBy('uploaded_at', 'desc')
		.orderBy('id')
		.execute();

/** How many files an evaluation has, and their bytes together. */
export async function usage(db: Executor, evaluationId: string): Promise<{ count: number; bytes: number }> {
	const { count, bytes } = await db
		.selectFrom('file')
		.select((eb) => [
			eb.fn.countAll<number>().as('count'),
			sql<number>`coalesce(sum(size), 0)::bigint`.as('bytes'),
		])
		.where('evaluation_id', '=', evaluationId)
		.executeTakeFirstOrThrow();
	return { count: Number(count), bytes: Number(bytes) };
}

/** Small enough that the driver's decoding of one is not felt. */
const STRETCH = 512 * 1024;

/** The bytes in order. Ends early where the file is removed meanwhile. */
export async function* bytesOf(db: Executor, id: string, size: number): AsyncGenerator<Buffer> {
	for (let from = 0; from < size; from += STRETCH) {
		const row = await db
			.selectFrom('file')
			.select(sql<Buffer>`substring(bytes from ${from + 1}::integer for ${STRETCH}::integer)`.as('part'))
			.where('id', '=', id)
			.executeTakeFirst();
		if (!row) return;
		yield row.part;
	}
}

/** Whether there was such a file. */
export async function remove(tx: Executor, id: string): Promise<boolean> {
	const { numDeletedRows } = await tx.deleteFrom('file').where('id', '=', id).executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Versions of an evaluation whose content names the file. */
export async function versionsWith(db: Executor, evaluationId: string, id: string): Promise<number> {
	const { count } = await db
		.selectFrom('snapshot')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('evaluation_id', '=', evaluationId)
		.where(sql<boolean>`position(${id} in content::text) > 0`)
		.executeTakeFirstOrThrow();
	return Number(count);
}
