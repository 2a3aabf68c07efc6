/** A file of results, of whichever kind it is by its content, into entries; or the sentence why it cannot be read. */
import * as v from 'valibot';
import { readTable, type Entry, type TableProblem } from '#domain/results/table.ts';
import { isStorable } from '#document/values.ts';
import { invalid, ServiceError } from '../services/errors.ts';
import { fileTooLarge, RESULTS_FILE_LIMIT } from './limits.ts';
import { decode, readDelimited } from './delimited.ts';
import { entriesOf, placeOf, resultJson } from './results-json.ts';
import { readWorkbook, WorkbookFault } from './workbook.ts';

export interface ReadFile {
	entries: Entry[];
	problems: TableProblem[];
}

/** Throws 413 for one too large, 400 for JSON that is none, 422 for one that is broken or nothing we read. */
export async function readResultsFile(bytes: Uint8Array): Promise<ReadFile> {
	if (bytes.length > RESULTS_FILE_LIMIT) throw fileTooLarge();
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readTable(await workbook(bytes));
	// What an older Excel saves, a PDF, a picture: said by name rather than as a heap of strange rows.
	if (isBinary(bytes)) throw new ServiceError(422, 'resultFileKind');
	const text = decode(bytes);
	if (!isStorable(text.replaceAll('\uFEFF', ''))) throw new ServiceError(422, 'resultFileKind');
	if (/^\uFEFF?\s*[{[]/.test(text)) return jsonText(text.replace(/^\uFEFF/, ''));
	return delimited(text);
}

/** All of a file that is coming in. Throws 400 for nothing at all, 413 as soon as it is too large. */
export async function received(upload: {
	declared: number | null;
	bytes: AsyncIterable<Uint8Array>;
}): Promise<Uint8Array> {
	if ((upload.declared ?? 0) > RESULTS_FILE_LIMIT) throw fileTooLarge();
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of upload.bytes) {
		size += part.length;
		if (size > RESULTS_FILE_LIMIT) throw fileTooLarge();
		parts.push(part);
	}
	if (size === 0) throw new ServiceError(400, 'resultFileEmpty');
	return Buffer.concat(parts);
}

async function workbook(bytes: Uint8Array): Promise<string[][]> {
	try {
		return await readWorkbook(bytes);
	} catch (error) {
		if (!(error instanceof WorkbookFault)) throw error;
		throw new ServiceError(422, WORKBOOK[error.why]);
	}
}

const WORKBOOK = {
	broken: 'resultFileBroken',
	'too-large': 'resultFileUnpacks',
	'too-wide': 'resultSheetTooWide',
} as const;

function delimited(text: string): ReadFile {
	const read = readDelimited(text);
	if (!read.ok) throw new ServiceError(422, 'resultQuoteOpen', { params: { line: read.line } });
	return readTable(read.cells);
}

function jsonText(text: string): ReadFile {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new ServiceError(400, 'malformedJson');
	}
	return readResultsJson(json);
}

/** One result, a list of them, `{results: […]}`, or a bare list of rows; with `csv` in place of rows, its table. */
function readResultsJson(json: unknown): ReadFile {
	const all = isMany(json)
		? json.results
		: isRows(json)
			? [{ rows: json }]
			: Array.isArray(json)
				? json
				: [json];
	const parsed = v.safeParse(v.pipe(v.array(resultJson), v.maxLength(1000)), all);
	if (!parsed.success)
		throw invalid(
			parsed.issues
				.slice(0, 100)
				.map((issue) => ({ path: v.getDotPath(issue) ?? '', code: 'resultJsonShape' as const })),
		);
	const [first] = parsed.output;
	if (parsed.output.length === 1 && first?.csv !== undefined) {
		const { entries, problems } = delimited(first.csv);
		const place = placeOf(first);
		return {
			entries: entries.map((entry) => ({
				...entry,
				municipality: entry.municipality || place.municipality,
				year: entry.year || place.year,
				framework: entry.framework || place.framework,
			})),
			problems,
		};
	}
	const entries = entriesOf(parsed.output);
	return { entries, problems: entries.length === 0 ? [{ why: 'empty' }] : [] };
}

/** A bare list of rows: whose they are is said beside the file. */
const isRows = (json: unknown): json is unknown[] => {
	const first: unknown = Array.isArray(json) ? json[0] : undefined;
	return (
		typeof first === 'object' && first !== null && 'id' in first && !('rows' in first || 'areas' in first)
	);
};

const isMany = (json: unknown): json is { results: unknown[] } =>
	typeof json === 'object' && json !== null && 'results' in json && Array.isArray(json.results);

/** UTF-16 has zero bytes, but begins with its mark. */
function isBinary(bytes: Uint8Array): boolean {
	const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	return !marked && bytes.subarray(0, 4096).includes(0);
}
