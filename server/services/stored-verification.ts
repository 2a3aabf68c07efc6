/**
 * Proves from the tables alone that what evaluations rest on beside their log is as it was stored: the files that
 * texts and sources show, and the frameworks that figures are worked out by.
 */
import { sql, type Transaction } from 'kysely';
import type { Framework } from '#domain/framework/framework.ts';
import * as frameworks from '../db/frameworks.ts';
import type { Db } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { frameworkHash } from './frameworks.ts';

type Executor = Db | Transaction<Database>;

/** One sentence each; of all evaluations, or of one. */
export async function verifyStored(db: Executor, only?: string): Promise<string[]> {
	return [...(await changedFrameworks(db, only)), ...(await changedFiles(db, only))];
}

async function changedFrameworks(db: Executor, only: string | undefined): Promise<string[]> {
	const used = only === undefined ? undefined : await frameworks.ofEvaluation(db, only);
	const rows = used ? [used] : await frameworks.list(db);
	return rows.flatMap(({ id, name, version, data, sha256 }) => {
		// As it lies there, not as today's parser understands it.
		const stored = data as Framework;
		const same =
			frameworkHash(stored) === sha256 &&
			stored.id === id &&
			stored.name === name &&
			stored.version === version;
		return same ? [] : [`framework ${id}: differs from its hash`];
	});
}

/** Hashed where they lie: none of their bytes travel. */
async function changedFiles(db: Executor, only: string | undefined): Promise<string[]> {
	const { rows } = await sql<{ id: string; evaluation_id: string }>`
		select id, evaluation_id from file
		where (encode(sha256(bytes), 'hex') <> sha256 or length(bytes) <> size)
			and ${only === undefined ? sql`true` : sql`evaluation_id = ${only}`}
		order by id`.execute(db);
	return rows.map(
		({ id, evaluation_id }) => `evaluation ${evaluation_id}, file ${id}: bytes differ from their hash`,
	);
}
