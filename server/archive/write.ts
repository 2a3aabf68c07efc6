/** Writes an archive to a stream, never holding more than one row of it. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { END, VERSION, type Header, type Row, type Totals } from './format.ts';

export class ArchiveWriter {
	readonly #gzip = createGzip();
	readonly #done: Promise<unknown>;
	readonly #hash = createHash('sha256');
	#tables = 0;
	#rows = 0;
	#failed: unknown;

	constructor(target: Writable) {
		this.#gzip.pipe(target);
		this.#gzip.on('error', (error) => target.destroy(error));
		this.#done = finished(target).catch((error: unknown) => {
			this.#failed = error;
			this.#gzip.destroy();
		});
	}

	header({ format, ...rest }: Omit<Header, 'version'>): Promise<void> {
		return this.#line({ format, version: VERSION, ...rest });
	}

	/** `progress`: told the number of rows so far. */
	async table(
		table: string,
		columns: readonly string[],
		rows: AsyncIterable<Row>,
		progress?: (rows: number) => void,
	): Promise<void> {
		await this.#line({ table, columns });
		const own = createHash('sha256');
		let count = 0;
		for await (const row of rows) {
			const text = `${JSON.stringify(row)}\n`;
			own.update(text);
			await this.#write(text);
			count += 1;
			progress?.(count);
		}
		await this.#line({ end: table, rows: count, sha256: own.digest('hex') });
		this.#tables += 1;
		this.#rows += count;
	}

	/** The last line; resolves once everything has left. */
	async end(): Promise<Totals> {
		const totals = { tables: this.#tables, rows: this.#rows, sha256: this.#hash.copy().digest('hex') };
		await this.#line({ end: END, ...totals });
		this.#gzip.end();
		await this.#done;
		if (this.#failed) throw this.#failed instanceof Error ? this.#failed : new Error('not written');
		return totals;
	}

	/** Ends the stream in the middle, for a reason that the reader will not see. */
	abort(error: Error): void {
		this.#gzip.destroy(error);
	}

	#line(value: object): Promise<void> {
		return this.#write(`${JSON.stringify(value)}\n`);
	}

	async #write(text: string): Promise<void> {
		if (this.#failed) throw this.#failed instanceof Error ? this.#failed : new Error('not written');
		this.#hash.update(text);
		if (this.#gzip.write(text)) return;
		// Whoever reads may have gone: then there is no drain to wait for.
		await Promise.race([once(this.#gzip, 'drain'), once(this.#gzip, 'close')]);
	}
}
