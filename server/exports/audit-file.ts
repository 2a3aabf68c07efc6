/** The audit log as a file, written while it is read: CSV for spreadsheets, JSON for programs. */
import { csvCell } from '#domain/spreadsheets/spreadsheet-text.ts';
import type { ExportedEntry } from '../services/audit.ts';

const COLUMNS = [
	'id',
	'at',
	'actor',
	'actorName',
	'action',
	'evaluationId',
	'subject',
	'subjectName',
	'detail',
] as const;

export async function* auditCsv(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<string> {
	yield `${COLUMNS.join(',')}\r\n`;
	for await (const entry of entries) {
		const cells = { ...entry, detail: JSON.stringify(entry.detail) };
		yield `${COLUMNS.map((column) => csvCell(cells[column])).join(',')}\r\n`;
	}
}

export async function* auditJson(entries: AsyncIterable<ExportedEntry>): AsyncGenerator<string> {
	let before = '[\n';
	for await (const entry of entries) {
		yield before + JSON.stringify(entry);
		before = ',\n';
	}
	yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** As a body that is made as fast as it is read. */
export function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const next: IteratorResult<string, unknown> = await parts.next();
			if (next.done) controller.close();
			else controller.enqueue(encoder.encode(next.value));
		},
		cancel: () => void parts.return(undefined),
	});
}
