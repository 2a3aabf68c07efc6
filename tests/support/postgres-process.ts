/** A PostgreSQL of the test's own, on its disk like the product's, that can be killed, frozen and started again at the same address. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbeddedPostgres, type EmbeddedDatabase } from '#server/db/embedded.ts';
import { migrate } from '#server/db/migrate.ts';
import { connect, type Connection } from '#server/db/pool.ts';

export class PostgresProcess {
	readonly url: string;
	readonly #dir: string;
	readonly #dataDirectory: string;
	#server: EmbeddedDatabase;

	private constructor(dir: string, server: EmbeddedDatabase, dataDirectory: string) {
		this.url = server.url;
		this.#dir = dir;
		this.#server = server;
		this.#dataDirectory = dataDirectory;
	}

	/** Migrated, and durable as in production. */
	static async start(name: string): Promise<PostgresProcess> {
		const dir = path.join(tmpdir(), `samsyn-${name}-${process.pid}`);
		const server = await startEmbeddedPostgres(dir);
		const client = new pg.Client({ connectionString: server.url });
		await client.connect();
		const { rows } = await client.query<{ data_directory: string }>('show data_directory');
		await client.end();
		const started = new PostgresProcess(dir, server, rows[0]!.data_directory);
		const connection = started.connect();
		await migrate(connection.db);
		await connection.close();
		return started;
	}

	connect(): Connection {
		return connect(this.url, pino({ level: 'silent' }));
	}

	/** The postmaster and everything it started, with SIGKILL: no shutdown, no last write. */
	kill(): void {
		this.#signal('SIGKILL');
	}

	/** Nothing answers and nothing is refused, until `thaw`. */
	freeze(): void {
		this.#signal('SIGSTOP');
	}

	thaw(): void {
		this.#signal('SIGCONT');
	}

	/** Starts it again where it was, as after a crash. */
	async again(): Promise<void> {
		this.#server = await startEmbeddedPostgres(this.#dir, { port: Number(new URL(this.url).port) });
	}

	async stop(): Promise<void> {
		await this.#server.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		rmSync(this.#dir, { recursive: true, force: true });
		rmSync(`${this.#dir}.password`, { force: true });
		rmSync(this.#dataDirectory, { recursive: true, force: true });
	}

	#signal(signal: NodeJS.Signals): void {
		const postmaster = Number(
			readFileSync(path.join(this.#dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0],
		);
		const children = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
			.split('\n')
			.map((line) => line.trim().split(/\s+/).map(Number))
			.flatMap(([pid, parent]) => (pid !== undefined && parent === postmaster ? [pid] : []));
		// The postmaster first: it would tend to what its children died of.
		for (const pid of [postmaster, ...children])
			try {
				process.kill(pid, signal);
			} catch {
				// Gone by itself meanwhile.
			}
	}
}
