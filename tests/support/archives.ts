/** Archive files as tests need them: in a folder of their own, taken apart and put together again. */
import { hash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { Connection } from '#server/db/pool.ts';
import { backUp } from '#server/services/backup.ts';

export interface Folder {
	/** A path in it. */
	file(name: string): string;
	/** The path of a new backup. */
	backup(connection: Pick<Connection, 'db'>, name: string): Promise<string>;
	/** The path of a copy with other lines, packed as well as the first. */
	changed(file: string, change: (lines: string[]) => string[]): string;
}

export const linesOf = (file: string): string[] =>
	gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');

/** One for a test file; it goes with the file. */
export function archiveFolder(): Folder {
	const folder = mkdtempSync(path.join(tmpdir(), 'samsyn-archives-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	let copies = 0;
	const file = (name: string) => path.join(folder, name);
	return {
		file,
		async backup(connection, name) {
			await backUp(connection, createWriteStream(file(name)));
			return file(name);
		},
		changed(from, change) {
			const copy = file(`changed-${++copies}`);
			writeFileSync(copy, gzipSync(`${change(linesOf(from)).join('\n')}\n`));
			return copy;
		},
	};
}

const sha256 = (text: string): string => hash('sha256', text);

/** With the sums that somebody states who can compute them: only what the rows mean can still give them away. */
export function sealed(lines: readonly string[]): string[] {
	const result: string[] = [];
	let own: string[] | undefined;
	let tables = 0;
	let rows = 0;
	for (const line of lines) {
		if (line.startsWith('[')) own?.push(line);
		if (line.startsWith('{"table"')) own = [];
		if (!line.startsWith('{"end"')) {
			result.push(line);
			continue;
		}
		const { end } = JSON.parse(line) as { end: string };
		if (own) {
			result.push(
				JSON.stringify({ end, rows: own.length, sha256: sha256(own.map((row) => `${row}\n`).join('')) }),
			);
			tables += 1;
			rows += own.length;
			own = undefined;
		} else {
			const all = result.map((each) => `${each}\n`).join('');
			result.push(JSON.stringify({ end, tables, rows, sha256: sha256(all) }));
		}
	}
	return result;
}
