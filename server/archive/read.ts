/**
 * Reads an archive line by line and checks every hash on the way. Whatever is not exactly what a writer of ours
 * wrote ends the reading with an ArchiveError; rows handed out before that are to be forgotten.
 */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import {
	ArchiveError,
	endSchema,
	headerSchema,
	rowSchema,
	tableEndSchema,
	tableSchema,
	VERSION,
	type Format,
	type Header,
	type Row,
	type Totals,
} from './format.ts';

export interface ReadLimits {
	/** Bytes once unpacked; default: none, for files that an operator brings. */
	unpacked?: number;
	/** Bytes of one line. */
	line?: number;
}

export interface ArchiveHandler {
	header(header: Header): void | Promise<void>;
	table(table: string, columns: readonly string[]): void | Promise<void>;
	row(row: Row): void | Promise<void>;
	tableEnd(table: string, rows: number): void | Promise<void>;
}

const LONGEST_LINE = 0x1fff_ffff;
const NEWLINE = 0x0a;

/** `what`: the only format that is taken. Resolves when the last line has been checked. */
export async function readArchive(
	source: Readable,
	what: Format,
	handler: Partial<ArchiveHandler>,
	limits: ReadLimits = {},
): Promise<Totals> {
	const reading = new Reading(what, handler);
	for await (const line of linesOf(source, limits)) await reading.line(line);
	return reading.totals();
}

class Reading {
	readonly #what: Format;
	readonly #handler: Partial<ArchiveHandler>;
	#all = createHash('sha256');
	#own = createHash('sha256');
	#begun = false;
	#table: { name: string; columns: number; rows: number } | undefined;
	#seen = new Set<string>();
	#rows = 0;
	#totals: Totals | undefined;

	constructor(what: Format, handler: Partial<ArchiveHandler>) {
		this.#what = what;
		this.#handler = handler;
	}

	totals(): Totals {
		if (!this.#totals) throw new ArchiveError(this.#begun ? 'cut' : 'foreign');
		return this.#totals;
	}

	async line(bytes: Buffer): Promise<void> {
		if (this.#totals) throw new ArchiveError('changed');
		if (!this.#begun) await this.#header(bytes);
		else if (bytes[0] === 0x5b) await this.#row(bytes);
		else await this.#mark(bytes);
		this.#all.update(bytes);
	}

	async #header(bytes: Buffer): Promise<void> {
		const parsed = v.safeParse(headerSchema, parse(bytes, 'foreign'));
		if (!parsed.success || parsed.output.format !== this.#what) throw new ArchiveError('foreign');
		if (parsed.output.version > VERSION) throw new ArchiveError('version');
		this.#begun = true;
		await this.#handler.header?.(parsed.output);
	}

	async #row(bytes: Buffer): Promise<void> {
		const row = v.safeParse(rowSchema, parse(bytes));
		if (!this.#table || !row.success || row.output.length !== this.#table.columns)
			throw new ArchiveError('changed');
		this.#own.update(bytes);
		this.#table.rows += 1;
		await this.#handler.row?.(row.output);
	}

	async #mark(bytes: Buffer): Promise<void> {
		const value = parse(bytes);
		if (this.#table) return this.#tableEnd(value, this.#table);
		const table = v.safeParse(tableSchema, value);
		if (table.success && !this.#seen.has(table.output.table)) {
			const { table: name, columns } = table.output;
			this.#seen.add(name);
			this.#own = createHash('sha256');
			this.#table = { name, columns: columns.length, rows: 0 };
			return this.#handler.table?.(name, columns);
		}
		const end = v.safeParse(endSchema, value);
		if (!end.success) throw new ArchiveError('changed');
		const { tables, rows, sha256 } = end.output;
		if (tables !== this.#seen.size || rows !== this.#rows || sha256 !== this.#all.copy().digest('hex'))
			throw new ArchiveError('changed');
		this.#totals = { tables, rows, sha256 };
	}

	async #tableEnd(value: unknown, { name, rows }: { name: string; rows: number }): Promise<void> {
		const end = v.safeParse(tableEndSchema, value);
		const right =
			end.success &&
			end.output.end === name &&
			end.output.rows === rows &&
			end.output.sha256 === this.#own.digest('hex');
		if (!right) throw new ArchiveError('changed');
		this.#rows += rows;
		this.#table = undefined;
		await this.#handler.tableEnd?.(name, rows);
	}
}

function parse(bytes: Buffer, why: ArchiveError['why'] = 'changed'): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		throw new ArchiveError(why);
	}
}

/** Lines with their newline. A last line without one is no line: the file ends in the middle of it. */
async function* linesOf(source: Readable, limits: ReadLimits): AsyncGenerator<Buffer> {
	const longest = Math.min(limits.line ?? LONGEST_LINE, LONGEST_LINE);
	let unpacked = 0;
	let begun = false;
	let parts: Buffer[] = [];
	let length = 0;
	const gunzip = pipeline(source, createGunzip(), () => undefined);
	try {
		for await (const chunk of gunzip as AsyncIterable<Buffer>) {
			begun = true;
			unpacked += chunk.length;
			if (limits.unpacked !== undefined && unpacked > limits.unpacked) throw new ArchiveError('tooLarge');
			let from = 0;
			for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
				parts.push(chunk.subarray(from, at + 1));
				yield Buffer.concat(parts);
				parts = [];
				length = 0;
				from = at + 1;
			}
			if (from === chunk.length) continue;
			parts.push(chunk.subarray(from));
			length += chunk.length - from;
			if (length > longest) throw new ArchiveError('tooLarge');
		}
	} catch (error) {
		throw error instanceof Error && 'code' in error ? unpackingFault(error, begun) : error;
	}
	if (length > 0) throw new ArchiveError('cut');
}

function unpackingFault(error: Error & { code?: unknown }, begun: boolean): Error {
	if (error.code === 'Z_BUF_ERROR') return new ArchiveError(begun ? 'cut' : 'foreign');
	if (typeof error.code !== 'string' || !error.code.startsWith('Z_')) return error;
	return new ArchiveError(begun ? 'changed' : 'foreign');
}
