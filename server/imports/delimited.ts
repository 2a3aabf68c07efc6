/**
 * A text file as cells: UTF-8 with or without mark, UTF-16 or what Windows wrote before it; separated by commas,
 * semicolons or tabs, whichever its first line has most of.
 */
import { CsvError, parse } from 'csv-parse/sync';

const DELIMITERS = [';', '\t', ','] as const;

export function decode(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** What stands before a table for Excel, to say what separates its cells. Its line stays: rows keep their numbers. */
const SAID = /^\ufeff?sep=([;,\t])(?=\r|\n)/i;

/** Outside of quotation marks, in the first line that says anything. */
function delimiterOf(text: string): string {
	const line = text.split(/\r\n|\n|\r/).find((one) => one.trim() !== '') ?? '';
	const bare = line.replace(/"[^"]*"/g, '');
	const counted = DELIMITERS.map((delimiter) => ({ delimiter, n: bare.split(delimiter).length }));
	return counted.reduce((best, one) => (one.n > best.n ? one : best)).delimiter;
}

export type Delimited = { ok: true; cells: string[][] } | { ok: false; line: number };

/** `line`: where a quotation mark is opened and never closed. */
export function readDelimited(text: string): Delimited {
	const [said, delimiter = delimiterOf(text)] = SAID.exec(text) ?? [''];
	try {
		const cells = parse(text.slice(said.length), {
			bom: true,
			delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			max_record_size: 100_000,
		});
		return { ok: true, cells };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return { ok: false, line: typeof error.lines === 'number' ? error.lines : 1 };
	}
}
