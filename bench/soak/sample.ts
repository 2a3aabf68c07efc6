/** What is looked at every ten seconds: the server from outside, what it tells of itself, and its database. */
import type { Connection } from '../../server/db/pool.ts';
import { usageOf } from '../sync/figures.ts';
import type { RunningServer } from '../sync/servers.ts';
import type { Stores } from '../sync/stores.ts';
import type { Stretch } from './load.ts';

export interface Sample extends Omit<Stretch, 'kind'> {
	/** Since the load began. */
	minutes: number;
	/** MB: resident, and of the heap what is in use. */
	rss: number;
	heap: number;
	/** Percent of a core since the sample before. */
	cpu: number;
	postgresCpu: number;
	/** Rows of the log, and MB in PostgreSQL: the log with its index, and the states that rooms are loaded from. */
	rows: number;
	logSize: number;
	statesSize: number;
	/** Of the commits since the sample before: rows of one, and milliseconds. */
	batch: number;
	commit: number;
}

/** Sums so far, from which each sample takes what is new. */
interface Totals {
	at: number;
	cpu: number;
	postgres: number;
	commits: number;
	committedRows: number;
	commitSeconds: number;
}

const MB = 1e6;

export class Sampler {
	readonly #server: RunningServer;
	readonly #stores: Stores;
	readonly #connection: Connection;
	readonly #started = performance.now();
	#before: Totals | undefined;

	constructor(server: RunningServer, stores: Stores, connection: Connection) {
		this.#server = server;
		this.#stores = stores;
		this.#connection = connection;
	}

	/** Where the first sample counts from. */
	async begin(): Promise<void> {
		this.#before = (await this.#look()).totals;
	}

	async take({ kind: _, ...stretch }: Stretch): Promise<Sample> {
		const { totals, heap, rss } = await this.#look();
		const before = this.#before ?? totals;
		this.#before = totals;
		const seconds = totals.at - before.at;
		const commits = totals.commits - before.commits;
		return {
			...stretch,
			minutes: (performance.now() - this.#started) / 60_000,
			rss: rss / MB,
			heap: heap / MB,
			cpu: (100 * (totals.cpu - before.cpu)) / seconds,
			postgresCpu: (100 * (totals.postgres - before.postgres)) / seconds,
			...(await this.#sizes()),
			batch: (totals.committedRows - before.committedRows) / commits,
			commit: (1000 * (totals.commitSeconds - before.commitSeconds)) / commits,
		};
	}

	async #look(): Promise<{ totals: Totals; heap: number; rss: number }> {
		const { cpu, memory } = usageOf(this.#server.pids());
		const url = new URL('/metrics', this.#server.urls[0]!.replace(/^ws/, 'http'));
		const told = await (await fetch(url)).text();
		const metric = (name: string): number =>
			Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(told)?.[1] ?? Number.NaN);
		return {
			rss: memory,
			heap: metric('nodejs_heap_size_used_bytes'),
			totals: {
				at: performance.now() / 1000,
				cpu,
				postgres: this.#stores.cpu().postgres,
				commits: metric('samsyn_commit_rows_count'),
				committedRows: metric('samsyn_commit_rows_sum'),
				commitSeconds: metric('samsyn_commit_seconds_sum'),
			},
		};
	}

	async #sizes(): Promise<Pick<Sample, 'rows' | 'logSize' | 'statesSize'>> {
		const { rows } = await this.#connection.pool.query<{ rows: number; log: number; states: number }>(`
			select (select sum(head_seq)::int8 from room) as rows,
				pg_total_relation_size('update_log') as log, pg_total_relation_size('room_state') as states`);
		const [{ rows: count, log, states } = { rows: 0, log: 0, states: 0 }] = rows;
		return { rows: count, logSize: log / MB, statesSize: states / MB };
	}
}
