/** Rows of any table as text and back, exactly: whatever the columns are, PostgreSQL itself writes and reads them. */
import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ArchiveError, type Cell, type Row } from './format.ts';

type Tx = Transaction<Database>;

export interface TableShape {
	name: string;
	/** Without those that PostgreSQL computes. */
	columns: { name: string; type: string }[];
	key: string[];
}

/** Kysely's own bookkeeping is told in the header of an archive instead. */
const BOOKKEEPING = /^kysely_/;

/** All tables of the schema, by name. */
export async function tablesOf(tx: Tx): Promise<TableShape[]> {
	const { rows } = await sql<{ name: string; columns: TableShape['columns']; key: string[] }>`
		select c.relname as name,
			(select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
				from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			coalesce((select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
				from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
				where i.indrelid = c.oid and i.indisprimary), '[]') as key
		from pg_class c
		where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
		order by c.relname`.execute(tx);
	return rows.filter(({ name }) => !BOOKKEEPING.test(name));
}

/** The same text whatever the session's settings are. Until the end of the transaction. */
export async function settleFormats(tx: Tx): Promise<void> {
	await sql`select set_config(name, value, true) from (values
		('timezone', 'UTC'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'iso_8601'), ('bytea_output', 'hex'),
		('extra_float_digits', '1')) as settings (name, value)`.execute(tx);
}

/** Bytes that may be in memory at a time, roughly: single rows can be tens of megabytes. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_ROWS = 1000;

const bytesOf = (row: Row): number => row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);

/** The rows of a table that `where` names, in the order of its key. */
export async function* rowsOut(tx: Tx, table: TableShape, where = sql`true`): AsyncGenerator<Row> {
	const columns = sql.join(
		table.columns.map(({ name }, at) => sql`${sql.ref(`t.${name}`)}::text as ${sql.id(`c${at}`)}`),
	);
	const order =
		table.key.length > 0 ? sql`order by ${sql.join(table.key.map((name) => sql.ref(`t.${name}`)))}` : sql``;
	const cursor = sql.id(`out_${table.name}`);
	await sql`declare ${cursor} no scroll cursor for
		select ${columns} from ${sql.table(table.name)} t where ${where} ${order}`.execute(tx);
	for (let size = 1; ;) {
		const fetch = sql<Record<string, Cell>>`fetch ${sql.raw(String(size))} from ${cursor}`;
		const rows = (await fetch.execute(tx)).rows.map((row) =>
			table.columns.map((_, at) => row[`c${at}`] ?? null),
		);
		yield* rows;
		if (rows.length < size) break;
		const bytes = rows.reduce((sum, row) => sum + bytesOf(row), 0) / rows.length;
		size = Math.max(1, Math.min(BATCH_ROWS, size * 4, Math.floor(BATCH_BYTES / Math.max(bytes, 1))));
	}
	await sql`close ${cursor}`.execute(tx);
}

/** Takes rows for one table and writes them in batches. */
export class RowsIn {
	readonly #tx: Tx;
	readonly #table: string;
	readonly #columns: TableShape['columns'];
	#waiting: Row[] = [];
	#bytes = 0;

	/** Throws ArchiveError where the table lacks one of the columns. */
	constructor(tx: Tx, table: TableShape, columns: readonly string[]) {
		this.#tx = tx;
		this.#table = table.name;
		this.#columns = columns.map((name) => {
			const column = table.columns.find((one) => one.name === name);
			if (!column) throw new ArchiveError('foreign');
			return column;
		});
	}

	async add(row: Row): Promise<void> {
		this.#waiting.push(row);
		this.#bytes += bytesOf(row);
		if (this.#waiting.length >= BATCH_ROWS || this.#bytes >= BATCH_BYTES) await this.flush();
	}

	async flush(): Promise<void> {
		const rows = this.#waiting;
		if (rows.length === 0) return;
		this.#waiting = [];
		this.#bytes = 0;
		const ids = this.#columns.map(({ name }) => sql.id(name));
		const cells = this.#columns.map((_, at) => sql`${rows.map((row) => row[at] ?? null)}::text[]`);
		const values = this.#columns.map(({ type }, at) => sql`${sql.id(`c${at}`)}::${sql.raw(type)}`);
		await sql`insert into ${sql.table(this.#table)} (${sql.join(ids)}) overriding system value
			select ${sql.join(values)} from unnest(${sql.join(cells)})
			as r (${sql.join(this.#columns.map((_, at) => sql.id(`c${at}`)))})`.execute(this.#tx);
	}
}

/** Numbers given out by the database itself go on after the highest that is there. */
export async function continueSequences(tx: Tx, table: TableShape): Promise<void> {
	const { rows } = await sql<{ column: string; sequence: string }>`
		select a.attname as column, pg_get_serial_sequence(quote_ident(${table.name}), a.attname) as sequence
		from pg_attribute a
		where a.attrelid = ${table.name}::regclass and a.attnum > 0 and a.attidentity <> ''`.execute(tx);
	for (const { column, sequence } of rows)
		await sql`select setval(${sequence}::regclass, greatest(max(${sql.ref(column)}), 1), max(${sql.ref(column)}) is not null)
			from ${sql.table(table.name)}`.execute(tx);
}
