/**
 * The one file format of what leaves the database as a whole: gzip over lines of JSON, readable with any tools.
 *
 *   {"format": …, "version": 1, "at": …, "migrations": […], "about": {…}}
 *   {"table": "app_user", "columns": ["id", …]}
 *   ["…", null, …]                                        one line per row, each value as PostgreSQL writes it
 *   {"end": "app_user", "rows": 12, "sha256": …}          over the bytes of these rows' lines
 *   {"end": "archive", "tables": 20, "rows": 3141, "sha256": …}   over all bytes before this line
 *
 * So a file that was cut short, changed or put together by somebody else shows before anything is taken from it.
 */
import * as v from 'valibot';

export const VERSION = 1;
export const END = 'archive';

/** What is inside: everything, or one evaluation. */
export const FORMATS = ['samsyn-backup', 'samsyn-evaluation'] as const;
export type Format = (typeof FORMATS)[number];

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_]{0,62}$/));

export const headerSchema = v.object({
	format: v.picklist(FORMATS),
	version: v.number(),
	at: v.pipe(v.string(), v.isoTimestamp()),
	/** The schema the rows are of: the migrations that had run, in their order. */
	migrations: v.array(v.string()),
	about: v.optional(v.record(v.string(), v.unknown()), {}),
});
export type Header = v.InferOutput<typeof headerSchema>;

const columns = v.pipe(
	v.array(name),
	v.minLength(1),
	v.check((names) => new Set(names).size === names.length),
);

export const tableSchema = v.object({ table: name, columns });
export const tableEndSchema = v.object({ end: name, rows: count, sha256 });
export const endSchema = v.object({ end: v.literal(END), tables: count, rows: count, sha256 });
export const rowSchema = v.array(v.nullable(v.string()));

export type Cell = string | null;
export type Row = readonly Cell[];

export interface Totals {
	tables: number;
	rows: number;
	/** Of everything before the last line. */
	sha256: string;
}

/** Why a file is refused: one sentence. */
export class ArchiveError extends Error {
	readonly why: 'foreign' | 'version' | 'cut' | 'changed' | 'tooLarge';

	constructor(why: ArchiveError['why']) {
		super(SENTENCES[why]);
		this.why = why;
	}
}

const SENTENCES = {
	foreign: 'The file is not one that Samsyn has written.',
	version: 'The file was written by a newer version of Samsyn than this one.',
	cut: 'The file is cut short: its end is missing.',
	changed: 'The file was changed or damaged: it does not have the hashes that it states.',
	tooLarge: 'The file is larger than it may be.',
} as const;
