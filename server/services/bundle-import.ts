/**
 * Taking in an evaluation that another server wrote. The file is kept aside and read to its end before anything
 * else; what is in it may only be of that one evaluation; and it stays only if every chain in it holds.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql, type Transaction } from 'kysely';
import { parseFramework } from '#domain/framework/parse.ts';
import { parseRoomName } from '#document/rooms.ts';
import { ArchiveError, type Header, type Row } from '../archive/format.ts';
import { readArchive } from '../archive/read.ts';
import { RowsIn, settleFormats, tablesOf, type TableShape } from '../archive/tables.ts';
import { record } from '../db/audit.ts';
import * as evaluations from '../db/evaluations.ts';
import * as frameworks from '../db/frameworks.ts';
import { known } from '../db/migrate.ts';
import type { Connection } from '../db/pool.ts';
import type { Database } from '../db/schema.ts';
import { isMediaType } from '../files/kinds.ts';
import type { Actor } from './actor.ts';
import { FRAMEWORK, PEOPLE, TABLES, type BundledTable } from './bundle-tables.ts';
import { placePeople, type NamedInBundle } from './bundle-people.ts';
import { digest } from './digest.ts';
import { ServiceError } from './errors.ts';
import type { IssuedInvitation } from './evaluations.ts';
import { frameworkHash } from './frameworks.ts';
import { verifyDatabase } from './verify-database.ts';

type Tx = Transaction<Database>;

export interface ImportedEvaluation {
	id: string;
	title: string;
	/** For people who have no account here: links by which they take over their own. Shown once. */
	invitations: IssuedInvitation[];
	verified: { rooms: number; rows: number; snapshots: number; versions: number };
}

const MIB = 1024 * 1024;
/** Packed; unpacked; and of one row. */
export const BUNDLE_LIMITS = { packed: 50 * MIB, unpacked: 500 * MIB, line: 100 * MIB } as const;

/** Receives the file, checks it and takes it in. The caller has judged who may. */
export async function importBundle(
	connection: Pick<Connection, 'db'>,
	actor: Pick<Actor, 'id'> | null,
	upload: AsyncIterable<Uint8Array>,
	declared: number | null,
	origin: string,
): Promise<ImportedEvaluation> {
	if (declared !== null && declared > BUNDLE_LIMITS.packed) throw tooLarge();
	const folder = await mkdtemp(path.join(tmpdir(), 'samsyn-import-'));
	const file = path.join(folder, 'bundle');
	try {
		await pipeline(bounded(upload), createWriteStream(file, { mode: 0o600 }));
		return await importFile(connection, actor, file, origin);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

const tooLarge = () =>
	new ServiceError(413, 'bundleTooLarge', { params: { limit: BUNDLE_LIMITS.packed / MIB } });

async function* bounded(upload: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const part of upload) {
		size += part.length;
		if (size > BUNDLE_LIMITS.packed) throw tooLarge();
		yield part;
	}
}

const REFUSALS = {
	foreign: 'bundleForeign',
	version: 'bundleVersion',
	cut: 'bundleCut',
	changed: 'bundleChanged',
	tooLarge: 'bundleTooLarge',
} as const satisfies Record<ArchiveError['why'], string>;

/** Throws ServiceError, and then nothing has changed. `actor` null: the operator. */
export async function importFile(
	{ db }: Pick<Connection, 'db'>,
	actor: Pick<Actor, 'id'> | null,
	file: string,
	origin: string,
): Promise<ImportedEvaluation> {
	try {
		const found = await check(file);
		return await db.transaction().execute((tx) => take(tx, actor, file, found, origin));
	} catch (error) {
		if (error instanceof ArchiveError)
			throw new ServiceError(error.why === 'tooLarge' ? 413 : 422, REFUSALS[error.why], {
				params: { limit: BUNDLE_LIMITS.unpacked / MIB },
			});
		// A value that no column or index takes, a reference to nothing, a key that is there already.
		if (error instanceof Error && 'code' in error && /^(22|23|54)/.test(String(error.code)))
			throw new ServiceError(422, 'bundleChanged');
		throw error;
	}
}

interface Found {
	header: Header;
	evaluationId: string;
	people: NamedInBundle[];
	framework: { id: string; data: string; sha256: string };
}

/** Reads everything once: hashes, which tables, and that every row is of this evaluation and names people in the file. */
async function check(file: string): Promise<Found> {
	let header: Header | undefined;
	let framework: Found['framework'] | undefined;
	const people: NamedInBundle[] = [];
	const reader = new RowChecker();
	const names: string[] = [];
	let table = '';
	let columns: readonly string[] = [];
	const value = (row: Row, column: string) => row[columns.indexOf(column)] ?? null;
	await readArchive(
		createReadStream(file),
		'samsyn-evaluation',
		{
			header: (found) => void (header = found),
			table(name, found) {
				names.push(name);
				[table, columns] = [name, found];
				reader.table(name, found);
			},
			row(row) {
				if (table === FRAMEWORK)
					framework = {
						id: value(row, 'id') ?? '',
						data: value(row, 'data') ?? '',
						sha256: value(row, 'sha256') ?? '',
					};
				else if (table === PEOPLE) {
					const person = {
						id: value(row, 'id') ?? '',
						email: value(row, 'email') ?? '',
						name: value(row, 'name') ?? '',
						guestRoundId: value(row, 'guest_round_id'),
					};
					reader.people.add(person.id);
					people.push(person);
				} else reader.row(row);
			},
		},
		{ unpacked: BUNDLE_LIMITS.unpacked, line: BUNDLE_LIMITS.line },
	);
	const evaluationId = header?.about.evaluation;
	const expected = [FRAMEWORK, PEOPLE, ...TABLES.map(({ name }) => name)];
	if (!header || !framework || typeof evaluationId !== 'string') throw new ArchiveError('foreign');
	const newest = await known();
	if (header.migrations.some((name) => !newest.includes(name))) throw new ArchiveError('version');
	if (names.join() !== expected.filter((name) => names.includes(name)).join())
		throw new ArchiveError('foreign');
	if (!names.includes('evaluation') || reader.evaluationId !== evaluationId)
		throw new ArchiveError('changed');
	if (reader.frameworkId !== framework.id || !people.every((one) => reader.knowsRound(one.guestRoundId)))
		throw new ArchiveError('changed');
	return { header, evaluationId, people, framework };
}

/** Holds every row to what may be in such a file: one evaluation, its rooms, its rounds, its people. */
class RowChecker {
	readonly people = new Set<string>();
	evaluationId: string | undefined;
	/** The one that the evaluation names. */
	frameworkId: string | undefined;
	readonly #rounds = new Set<string>();
	#table: BundledTable | undefined;
	#columns: readonly string[] = [];

	table(name: string, columns: readonly string[]): void {
		this.#table = TABLES.find((one) => one.name === name);
		this.#columns = columns;
		const named = [
			this.#table?.evaluation,
			this.#table?.room,
			this.#table?.round,
			...(this.#table?.people ?? []),
		];
		if (this.#table && named.some((column) => column !== undefined && !columns.includes(column)))
			throw new ArchiveError('changed');
		// A number that the database gives out, taken from a file, would be given out again to somebody else.
		if (this.#table?.without?.some((column) => columns.includes(column))) throw new ArchiveError('changed');
	}

	/** Null: of none. Guests of another evaluation's round have no place in this one's file. */
	knowsRound(id: string | null): boolean {
		return id === null || this.#rounds.has(id);
	}

	row(row: Row): void {
		const table = this.#table;
		if (!table) throw new ArchiveError('foreign');
		const value = (column: string) => row[this.#columns.indexOf(column)] ?? null;
		const fits = (right: boolean) => {
			if (!right) throw new ArchiveError('changed');
		};
		if (table.name === 'evaluation') {
			fits(this.evaluationId === undefined);
			this.evaluationId = value('id') ?? undefined;
			this.frameworkId = value('framework_id') ?? undefined;
		}
		if (table.evaluation) fits(value(table.evaluation) === this.evaluationId);
		if (table.room) {
			const room = parseRoomName(value(table.room) ?? '');
			fits(room?.evaluationId === this.evaluationId && room?.kind !== 'ballot');
		}
		if (table.name === 'review_round') this.#rounds.add(value('id') ?? '');
		if (table.round) fits(this.#rounds.has(value(table.round) ?? ''));
		for (const column of table.people ?? []) {
			const id = value(column);
			fits(id === null || this.people.has(id));
		}
		if (table.name === 'file') fits(isSameFile(value));
	}
}

/** Files are served as what they are said to be: the bytes must be of that size and hash, and the kind one of ours. */
function isSameFile(value: (column: string) => string | null): boolean {
	const bytes = Buffer.from((value('bytes') ?? '').replace(/^\\x/, ''), 'hex');
	return (
		isMediaType(value('media_type') ?? '') &&
		String(bytes.length) === value('size') &&
		digest(bytes) === value('sha256')
	);
}

async function take(
	tx: Tx,
	actor: Pick<Actor, 'id'> | null,
	file: string,
	{ evaluationId, people, framework }: Found,
	origin: string,
): Promise<ImportedEvaluation> {
	await settleFormats(tx);
	if (await evaluations.find(tx, evaluationId)) throw new ServiceError(409, 'bundleThere');
	await placeFramework(tx, framework, actor?.id ?? null);
	const placing = await placePeople(tx, people, actor?.id ?? null);
	await load(tx, file, placing.guests);
	await openNewGeneration(tx, evaluationId);
	const invitations = await placing.seat(evaluationId, origin);
	const { faults, rooms, rows, snapshots, versions } = await verifyDatabase(tx, { evaluationId });
	if (faults.length > 0)
		throw new ServiceError(409, 'bundleTampered', { params: { fault: faults[0]! }, extra: { faults } });
	const title = (await evaluations.find(tx, evaluationId))?.title ?? '';
	await record(tx, {
		actor: actor?.id ?? null,
		action: 'evaluation.import',
		evaluationId,
		subject: evaluationId,
		detail: { rooms, rows, snapshots, versions, people: people.length },
	});
	return { id: evaluationId, title, invitations, verified: { rooms, rows, snapshots, versions } };
}

/** The very framework, or none of that name: what an evaluation was made under never becomes another. */
async function placeFramework(
	tx: Tx,
	{ id, data, sha256 }: Found['framework'],
	by: string | null,
): Promise<void> {
	const stored = await frameworks.find(tx, id);
	if (stored) {
		if (stored.sha256 !== sha256) throw new ServiceError(409, 'bundleFramework', { params: { id } });
		return;
	}
	let json: unknown;
	try {
		json = JSON.parse(data);
	} catch {
		throw new ArchiveError('changed');
	}
	const parsed = parseFramework(json);
	if (!parsed.ok || parsed.framework.id !== id || frameworkHash(parsed.framework) !== sha256)
		throw new ArchiveError('changed');
	const { name, version } = parsed.framework;
	await frameworks.insert(tx, {
		id,
		name,
		version,
		data: JSON.stringify(parsed.framework),
		sha256,
		created_by: by,
	});
}

/** Guests belong to rounds, so they come after those; an evaluation before this one that is not here is named no more. */
async function load(tx: Tx, file: string, guests: () => Promise<void>): Promise<void> {
	const shapes = new Map((await tablesOf(tx)).map((shape: TableShape) => [shape.name, shape]));
	let rows: RowsIn | undefined;
	let previous = -1;
	await readArchive(
		createReadStream(file),
		'samsyn-evaluation',
		{
			table(name, columns) {
				const shape = shapes.get(name);
				const bundled = TABLES.find((one) => one.name === name);
				rows = shape && bundled && new RowsIn(tx, shape, columns);
				previous = name === 'evaluation' ? columns.indexOf('previous_evaluation_id') : -1;
			},
			async row(row) {
				const before = previous === -1 ? null : (row[previous] ?? null);
				const known = before === null || (await evaluations.find(tx, before));
				await rows?.add(known ? row : row.with(previous, null));
			},
			async tableEnd(name) {
				await rows?.flush();
				if (name === 'review_round') await guests();
			},
		},
		{ unpacked: BUNDLE_LIMITS.unpacked, line: BUNDLE_LIMITS.line },
	);
}

/** A copy of the document that somebody has from the other server is rebuilt before anything of it can merge. */
const openNewGeneration = (tx: Tx, evaluationId: string): Promise<unknown> =>
	tx
		.updateTable('room')
		.set({ generation: sql`generation + 1`, epoch: sql`epoch + 1`, owner: null, lease_until: null })
		.where('evaluation_id', '=', evaluationId)
		.execute();
