/**
 * One evaluation as a file, and back on any server: its log, versions, review rounds, files, sign-offs and final
 * versions, byte for byte, so that every hash and chain holds where it arrives. Who its people are there is found by
 * their addresses.
 */
import type { Readable, Writable } from 'node:stream';
import { PassThrough } from 'node:stream';
import { sql, type Transaction } from 'kysely';
import { rowsOut, settleFormats, tablesOf, type TableShape } from '../archive/tables.ts';
import { ArchiveWriter } from '../archive/write.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import * as members from '../db/members.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import type { Logger } from '../log.ts';
import { permit, permitAdmin } from './access.ts';
import type { Actor } from './actor.ts';
import { importBundle, type ImportedEvaluation } from './bundle-import.ts';
import {
	FRAMEWORK,
	FRAMEWORK_COLUMNS,
	PEOPLE,
	PEOPLE_COLUMNS,
	peopleNamed,
	TABLES,
} from './bundle-tables.ts';
import { notFound, ServiceError } from './errors.ts';

type Tx = Transaction<Database>;

export interface Bundles {
	/**
	 * Leads, and administrators. Throws 404, 403, and 409 `ballotsHidden` while there are scores that nobody may see:
	 * a file cannot keep them so. The stream fails where the reading does.
	 */
	export(actor: Actor, evaluationId: string): Promise<{ body: Readable; title: string }>;
	/** Administrators. Throws 413, 422 for a file that is not whole and ours, 409 where it cannot be taken. */
	import(
		actor: Actor,
		upload: AsyncIterable<Uint8Array>,
		declared: number | null,
	): Promise<ImportedEvaluation>;
}

interface BundleParts {
	connection: Connection;
	log: Pick<Logger, 'error'>;
	/** The public address, for links. */
	origin: () => string;
}

export const createBundles = ({ connection, log, origin }: BundleParts): Bundles => ({
	async export(actor, evaluationId) {
		const { title } = await permitExport(connection, actor, evaluationId);
		const body = new PassThrough();
		writeBundle(connection, evaluationId, body).catch((error: unknown) => {
			log.error({ err: error, evaluation: evaluationId }, 'an evaluation could not be exported to its end');
			body.destroy(error instanceof Error ? error : undefined);
		});
		await record(connection.db, {
			actor: actor.id,
			action: 'evaluation.export',
			evaluationId,
			subject: evaluationId,
		});
		return { body, title };
	},

	import(actor, upload, declared) {
		permitAdmin(actor, 'evaluation.import');
		return importBundle(connection, actor, upload, declared, origin());
	},
});

async function permitExport({ db }: Connection, actor: Actor, evaluationId: string) {
	const evaluation = await evaluations.find(db, evaluationId);
	if (!evaluation) throw notFound();
	const member = await members.find(db, evaluationId, actor.id);
	if (member) {
		if (!actor.admin || member.role === 'lead')
			permit({ evaluation, role: member.role, scores: member.scores }, 'evaluation.export');
	} else if (!actor.admin) throw notFound();
	await refuseHidden({ db }, evaluationId);
	return evaluation;
}

/** Throws 404, and 409 while scores are hidden. */
export async function refuseHidden({ db }: Pick<Connection, 'db'>, evaluationId: string): Promise<void> {
	const evaluation = await evaluations.find(db, evaluationId);
	if (!evaluation) throw notFound();
	if (evaluation.blind === 'off') return;
	// Somebody's ballot holds something until it is revealed, and its room is where that is.
	const { rows } = await sql<{
		hidden: boolean;
	}>`select ${evaluation.phase} in ('setup', 'scoring') and exists (
		select from room where evaluation_id = ${evaluationId} and starts_with(name, 'ballot/') and head_seq > 0
	) as hidden`.execute(db);
	if (rows[0]?.hidden ?? true) throw new ServiceError(409, 'ballotsHidden');
}

/** Whoever may is for the caller to judge. */
export async function writeBundle(
	{ db }: Pick<Connection, 'db'>,
	evaluationId: string,
	target: Writable,
	progress: (text: string) => void = () => undefined,
): Promise<void> {
	const writer = new ArchiveWriter(target);
	try {
		await db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute(async (tx) => {
				await settleFormats(tx);
				const evaluation = await evaluations.find(tx, evaluationId);
				if (!evaluation) throw notFound();
				await writer.header({
					format: 'samsyn-evaluation',
					at: new Date().toISOString(),
					migrations: await migrationsIn(tx),
					about: { evaluation: evaluationId, title: evaluation.title, phase: evaluation.phase },
				});
				const shapes = new Map((await tablesOf(tx)).map((shape) => [shape.name, shape]));
				const write = (name: string, columns: readonly string[], where: ReturnType<typeof peopleNamed>) =>
					writer.table(name, columns, rowsOut(tx, { ...only(shapes, name, columns) }, where), (rows) =>
						progress(`writing ${name}: ${rows} rows`),
					);
				await write(FRAMEWORK, FRAMEWORK_COLUMNS, sql`t.id = ${evaluation.framework_id}`);
				await write(PEOPLE, PEOPLE_COLUMNS, peopleNamed(evaluationId));
				for (const { name, where, without = [] } of TABLES) {
					const all = shapes.get(name)?.columns.map((column) => column.name) ?? [];
					await write(
						name,
						all.filter((column) => !without.includes(column)),
						where(evaluationId),
					);
				}
				await writer.end();
			});
	} catch (error) {
		writer.abort(error instanceof Error ? error : new Error(String(error)));
		throw error;
	}
}

/** The key stays whole: it is what rows are ordered by. */
function only(shapes: ReadonlyMap<string, TableShape>, name: string, columns: readonly string[]): TableShape {
	const shape = shapes.get(name);
	if (!shape) throw new Error(`There is no table ${name}.`);
	return { ...shape, columns: shape.columns.filter((column) => columns.includes(column.name)) };
}

async function migrationsIn(tx: Tx): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(tx);
	return rows.map(({ name }) => name);
}
