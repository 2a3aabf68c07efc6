/**
 * The whole database in one file, and back. A backup is everything as of one moment, made while people work. A
 * restore checks the file from its first byte to its last, builds the database anew from it, proves every hash
 * chain and snapshot, and only then lets go of what was there: all in one transaction.
 */
import { createReadStream } from 'node:fs';
import { sql, type Transaction } from 'kysely';
import type { Writable } from 'node:stream';
import { ArchiveError, type Header, type Totals } from '../archive/format.ts';
import { readArchive } from '../archive/read.ts';
import {
	continueSequences,
	RowsIn,
	rowsOut,
	settleFormats,
	tablesOf,
	type TableShape,
} from '../archive/tables.ts';
import { ArchiveWriter } from '../archive/write.ts';
import { record } from '../db/audit.ts';
import * as erasures from '../db/erasures.ts';
import * as notes from '../db/source-notes.ts';
import { applyIn, known, noteApplied } from '../db/migrate.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { nobodyServes } from '../db/serving.ts';
import { verifyDatabase } from './verify-database.ts';

type Tx = Transaction<Database>;
type Progress = (text: string) => void;

/** Never in a file: who is signed in now, and what belongs to this moment of these servers. */
const MOMENTARY: ReadonlySet<string> = new Set([
	'session',
	'sign_in_limit',
	'first_run',
	'node',
	'evaluation_owner',
]);

/** Why nothing was restored: one sentence. What was there is still there. */
export class RestoreError extends Error {
	/** What does not hold, one sentence each. */
	readonly faults: readonly string[];

	constructor(sentence: string, faults: readonly string[] = []) {
		super(sentence);
		this.faults = faults;
	}
}

/** Writes everything to `target`; the audit log says that it was done. */
export async function backUp(
	{ db }: Pick<Connection, 'db'>,
	target: Writable,
	progress: Progress = () => undefined,
): Promise<Totals> {
	const writer = new ArchiveWriter(target);
	const totals = await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (tx) => {
			await settleFormats(tx);
			const at = await momentOf(tx);
			await writer.header({ format: 'samsyn-backup', at, migrations: await namesIn(tx), about: {} });
			for (const table of (await tablesOf(tx)).filter(({ name }) => !MOMENTARY.has(name)))
				await writer.table(
					table.name,
					table.columns.map(({ name }) => name),
					rowsOut(tx, table),
					(rows) => progress(`writing ${table.name}: ${rows} rows`),
				);
			return writer.end();
		})
		.catch((error: unknown) => {
			writer.abort(error instanceof Error ? error : new Error(String(error)));
			throw error;
		});
	await record(db, { actor: null, action: 'backup.create', detail: { ...totals } });
	return totals;
}

export interface RestoreOptions {
	/** Whether what is there may be replaced; without it only an empty database is filled. */
	replace?: boolean;
	/** Takes a file whose chains or snapshots do not hold, which is better than nothing after a disaster. */
	despiteFaults?: boolean;
	progress?: Progress;
}

export interface Restored extends Totals {
	/** When the backup was made, ISO 8601. */
	at: string;
	/** Those that were accepted. */
	faults: readonly string[];
}

/** Throws ArchiveError or RestoreError, and then nothing has changed. The database is one that is migrated. */
export async function restoreFrom(
	{ db }: Pick<Connection, 'db'>,
	file: string,
	{ replace = false, despiteFaults = false, progress = () => undefined }: RestoreOptions = {},
): Promise<Restored> {
	const { header, totals } = await check(file, progress);
	const newest = await known();
	if (header.migrations.some((name) => !newest.includes(name))) throw new ArchiveError('version');
	if (newest.slice(0, header.migrations.length).some((name, at) => name !== header.migrations[at]))
		throw new ArchiveError('foreign');
	return db.transaction().execute(async (tx) => {
		if (!(await nobodyServes(tx)))
			throw new RestoreError('A server runs on this database. Stop it first, then restore.');
		if (!replace && (await isInUse(tx)))
			throw new RestoreError(
				'This database is not empty. To replace everything in it by the backup, add --replace.',
			);
		await settleFormats(tx);
		const since = await erasures.list(tx, Number.MAX_SAFE_INTEGER);
		await clear(tx);
		await applyIn(tx, header.migrations);
		await load(tx, file, totals, progress);
		await applyIn(tx, newest.slice(header.migrations.length));
		await noteApplied(tx, newest);
		await openNewGeneration(tx);
		await eraseAgain(tx, since);
		const { faults } = await verifyDatabase(tx, {
			progress: (done, rooms) => progress(`verifying room ${done + 1} of ${rooms}`),
		});
		if (faults.length > 0 && !despiteFaults)
			throw new RestoreError('What the backup holds was tampered with. Nothing was restored.', faults);
		await record(tx, {
			actor: null,
			action: 'backup.restore',
			detail: { at: header.at, ...totals, ...(faults.length > 0 && { faults: faults.length }) },
		});
		return { ...totals, at: header.at, faults };
	});
}

/** Everything but the rows' meaning: that it is whole, ours, unchanged, and of a schema that we know. */
async function check(file: string, progress: Progress): Promise<{ header: Header; totals: Totals }> {
	let header: Header | undefined;
	const totals = await readArchive(createReadStream(file), 'samsyn-backup', {
		header: (found) => void (header = found),
		tableEnd: (table, rows) => progress(`checking ${table}: ${rows} rows`),
	});
	if (!header) throw new ArchiveError('foreign');
	return { header, totals };
}

async function isInUse(tx: Tx): Promise<boolean> {
	const { rows } = await sql<{ used: boolean }>`
		select exists (select from app_user) or exists (select from evaluation) or exists (select from audit) as used`.execute(
		tx,
	);
	return rows[0]?.used ?? true;
}

/** Tables and functions of ours; what an extension of PostgreSQL has put here stays. */
async function clear(tx: Tx): Promise<void> {
	const tables = await tablesOf(tx);
	if (tables.length > 0)
		await sql`drop table ${sql.join(tables.map(({ name }) => sql.table(name)))} cascade`.execute(tx);
	const { rows } = await sql<{ signature: string }>`
		select p.oid::regprocedure::text as signature from pg_proc p
		where p.pronamespace = current_schema()::regnamespace and pg_get_userbyid(p.proowner) = current_user
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`.execute(tx);
	for (const { signature } of rows) await sql`drop function ${sql.raw(signature)} cascade`.execute(tx);
}

/** Fills the empty tables. References are taken off meanwhile and checked all at once when they come back. */
async function load(tx: Tx, file: string, expected: Totals, progress: Progress): Promise<void> {
	const shapes = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
	await empty(tx, [...shapes.values()]);
	const references = await takeReferences(tx);
	let rows: RowsIn | undefined;
	let count = 0;
	let name = '';
	const totals = await readArchive(createReadStream(file), 'samsyn-backup', {
		table(table, columns) {
			const shape = shapes.get(table);
			if (!shape) throw new ArchiveError('foreign');
			rows = new RowsIn(tx, shape, columns);
			name = table;
			count = 0;
		},
		async row(row) {
			await rows?.add(row);
			count += 1;
			progress(`restoring ${name}: ${count} rows`);
		},
		tableEnd: () => rows?.flush(),
	});
	// The same file as the one that was checked, to the byte.
	if (totals.sha256 !== expected.sha256) throw new ArchiveError('changed');
	for (const { table, name: constraint, definition } of references)
		await sql`alter table ${sql.raw(table)} add constraint ${sql.id(constraint)} ${sql.raw(definition)}`.execute(
			tx,
		);
	for (const shape of shapes.values()) await continueSequences(tx, shape);
}

/** A migration may have filled tables with what every new database begins with. */
async function empty(tx: Tx, tables: readonly TableShape[]): Promise<void> {
	await sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`.execute(tx);
}

interface Reference {
	table: string;
	name: string;
	definition: string;
}

async function takeReferences(tx: Tx): Promise<Reference[]> {
	const { rows } = await sql<Reference>`
		select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(tx);
	for (const { table, name } of rows)
		await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(tx);
	return rows;
}

/**
 * The documents are those of an earlier moment: whoever still has a later copy rebuilds it before anything of it
 * can merge, and a server that held a room before can no longer write to it.
 */
const openNewGeneration = (tx: Tx): Promise<unknown> =>
	tx
		.updateTable('room')
		.set({
			generation: sql`generation + 1`,
			epoch: sql`epoch + 1`,
			owner: null,
			lease_until: null,
		})
		.execute();

/** What was erased here after the backup was made does not come back with it. */
async function eraseAgain(tx: Tx, since: readonly erasures.ErasureRow[]): Promise<void> {
	const known = new Set((await erasures.list(tx, Number.MAX_SAFE_INTEGER)).map(({ id }) => id));
	for (const { kind, subject, cause, reason, erased, id } of since.toReversed()) {
		if (known.has(id)) continue;
		if (kind === 'person') await erasures.anonymise(tx, subject);
		else {
			const { evaluationId, sourceId } = erasures.parseNoteSubject(subject);
			await notes.erase(tx, evaluationId, { by: null, ...(sourceId !== undefined && { sourceId }) });
		}
		await erasures.insert(tx, { kind, subject, cause, by: null, reason, erased });
	}
}

async function momentOf(tx: Tx): Promise<string> {
	const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx);
	return rows[0]!.at.toISOString();
}

async function namesIn(tx: Tx): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(tx);
	return rows.map(({ name }) => name);
}
