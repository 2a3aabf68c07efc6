/**
 * The one way into the update log. While a commit is in flight, updates of all rooms queue; the next commit
 * takes them all, at once where edits are few and after a pause of some milliseconds where they are many. What cannot
 * be committed fails its rooms, which are then ahead of their log; nothing is ever tried again in the hope that it works.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { Logger } from 'pino';
import { holdServing } from '../db/serving.ts';
import type { SyncMetrics } from '../metrics.ts';
import type { Tracing } from '../observability/tracing.ts';
import type { SyncLimits } from './limits.ts';
import { buildAppend, type Head, type LogRow, type RoomRows } from './log-statement.ts';
import { commitPause, Rate } from './pace.ts';

/** What the lane must know of a room. */
export interface LaneRoom {
	readonly name: string;
	readonly generation: number;
	readonly epoch: number;
	/** Last committed row; the lane alone moves it, through `committed`. */
	readonly head: Head;
	/** False once it failed: what still waits of it is dropped. */
	readonly alive: boolean;
	/** When a row that comes now can reach anybody at the earliest, ms of `performance.now()`: no need to commit it before. */
	dueAt(now: number): number;
	/** Its next `count` waiting rows, in the order they were pushed, are durable. */
	committed(count: number, head: Head): void;
	/** Its rows of this commit are not in the log, or nobody knows. */
	commitFailed(why: 'fenced' | 'failed'): void;
}

interface Waiting {
	room: LaneRoom;
	row: LogRow;
	since: number;
}

interface Batch {
	rooms: LaneRoom[];
	parts: RoomRows[];
	oldest: number;
	rows: number;
}

/** SQLSTATE classes that say the statement itself was wrong, so nothing of it was written: data, integrity. */
const REFUSED_BY_DATABASE = /^(22|23)/;

/** A disk that is full still answers questions: only what takes new room shows whether there is any. */
const PROBE_SQL = `begin; insert into storage_probe values (decode(repeat('00', 65536), 'hex')); delete from storage_probe; commit`;

/** Timers are not more exact. */
const SHORTEST_PAUSE_MS = 0.5;

export interface LaneOptions {
	url: string;
	log: Logger;
	metrics: SyncMetrics;
	tracing: Tracing;
	limits: Pick<SyncLimits, 'batchRows' | 'batchBytes' | 'commitTimeoutMs'>;
}

export class LogLane {
	readonly #options: LaneOptions;
	#client: pg.Client | undefined;
	#connecting: Promise<pg.Client> | undefined;
	#waiting: Waiting[] = [];
	/** When the first of them is due. */
	#due = Infinity;
	#wake: (() => void) | undefined;
	readonly #rate = new Rate(performance.now());
	#startedAt = -Infinity;
	#running = false;
	#idle: (() => void)[] = [];
	#lastFailed = false;
	#busySince = 0;
	#bytes = 0;
	#recovering = false;
	#closed = false;
	/** Bound here: a commit is of many, not of the request that happened to begin it. */
	readonly #start = AsyncLocalStorage.bind(() => void this.#run());

	constructor(options: LaneOptions) {
		this.#options = options;
	}

	/** Bytes that wait for their commit. */
	get backlog(): number {
		return this.#bytes;
	}

	/** Rows that wait, the running commit's left out. */
	get queued(): number {
		return this.#waiting.length;
	}

	/** Age in milliseconds of the commit that runs now; 0 when none does. */
	busyFor(now: number): number {
		return this.#running ? now - this.#busySince : 0;
	}

	get lastFailed(): boolean {
		return this.#lastFailed;
	}

	push(room: LaneRoom, row: LogRow): void {
		const now = performance.now();
		this.#waiting.push({ room, row, since: now });
		this.#bytes += row.bytes.length;
		this.#dueAt(room.dueAt(now));
		if (this.#isFull) this.#wake?.();
		if (this.#running) return;
		this.#running = true;
		this.#busySince = now;
		// After this turn of the event loop: what other sockets brought with the same poll goes into one commit.
		setImmediate(this.#start);
	}

	/** Somebody waits for what waits: nothing of it is put off any longer. */
	hurry(): void {
		if (this.#waiting.length > 0) this.#dueAt(-Infinity);
	}

	#dueAt(due: number): void {
		if (due >= this.#due) return;
		this.#due = due;
		this.#wake?.();
	}

	/** Resolves when nothing waits and nothing is in flight. */
	async idle(): Promise<void> {
		if (!this.#running) return;
		this.hurry();
		await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Opens the connection now, so that the first commit need not. */
	async open(): Promise<void> {
		await this.#connected();
	}

	/** After a failure: whether the database takes what is written again. Without traffic no commit would ever show it. */
	async recover(): Promise<void> {
		if (!this.#lastFailed || this.#running || this.#recovering || this.#closed) return;
		this.#recovering = true;
		try {
			const client = await this.#connected();
			await this.#inTime(client.query(PROBE_SQL));
			this.#lastFailed = false;
		} catch (error) {
			this.#options.log.debug({ err: error }, 'the database does not answer yet');
			this.#drop();
		} finally {
			this.#recovering = false;
		}
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.idle();
		await this.#connecting?.catch(() => undefined);
		const client = this.#client;
		this.#client = undefined;
		await client?.end();
	}

	async #run(): Promise<void> {
		while (this.#waiting.length > 0) {
			await this.#pause();
			this.#busySince = performance.now();
			const batch = this.#take();
			this.#startedAt = this.#busySince;
			this.#rate.count(batch.rows, this.#busySince);
			if (batch.rows > 0) await this.#commit(batch);
		}
		this.#running = false;
		for (const resolve of this.#idle.splice(0)) resolve();
	}

	/** What comes now would go with the commit after the next: to wait for it would only put the next one off. */
	get #isFull(): boolean {
		const { batchRows, batchBytes } = this.#options.limits;
		return this.#waiting.length >= batchRows || this.#bytes >= batchBytes;
	}

	/** Until the next commit is to start: not before what it carries can reach anybody, and the later the more comes. */
	async #pause(): Promise<void> {
		while (!this.#isFull) {
			const now = performance.now();
			const start = Math.max(this.#due, this.#startedAt + commitPause(this.#rate.at(now)));
			if (start - now <= SHORTEST_PAUSE_MS) return;
			await this.#sleep(start - now);
		}
	}

	/** Or less, if something comes that is due before. */
	#sleep(ms: number): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		const timer = setTimeout(resolve, ms);
		this.#wake = () => {
			clearTimeout(timer);
			resolve();
		};
		return promise.finally(() => (this.#wake = undefined));
	}

	#take(): Batch {
		const { batchRows, batchBytes } = this.#options.limits;
		const byRoom = new Map<LaneRoom, LogRow[]>();
		let taken = 0;
		let rows = 0;
		let bytes = 0;
		const oldest = this.#waiting[0]?.since ?? performance.now();
		for (const { room, row } of this.#waiting) {
			if (rows >= batchRows || (rows > 0 && bytes + row.bytes.length > batchBytes)) break;
			taken++;
			this.#bytes -= row.bytes.length;
			if (!room.alive) continue;
			rows++;
			bytes += row.bytes.length;
			const own = byRoom.get(room);
			if (own) own.push(row);
			else byRoom.set(room, [row]);
		}
		if (taken === this.#waiting.length) this.#waiting = [];
		else this.#waiting.splice(0, taken);
		this.#due = this.#waiting.length === 0 ? Infinity : -Infinity;
		const rooms = [...byRoom.keys()];
		const parts = rooms.map((room) => ({
			name: room.name,
			generation: room.generation,
			epoch: room.epoch,
			head: room.head,
			rows: byRoom.get(room) ?? [],
		}));
		return { rooms, parts, oldest, rows };
	}

	async #commit(batch: Batch): Promise<void> {
		const { metrics, tracing, log } = this.#options;
		const started = performance.now();
		try {
			const written = await this.#append(batch);
			this.#lastFailed = false;
			const ended = performance.now();
			metrics.commit({
				seconds: (ended - started) / 1000,
				rows: batch.rows,
				age: (ended - batch.oldest) / 1000,
			});
			if (tracing.on)
				tracing.past('commit', (ended - started) / 1000, {
					'samsyn.rows': batch.rows,
					'samsyn.rooms': batch.rooms.length,
				});
			for (const [i, room] of batch.rooms.entries()) {
				const head = written[i];
				if (!room.alive) continue;
				if (head) room.committed(batch.parts[i]?.rows.length ?? 0, head);
				else room.commitFailed('fenced');
			}
		} catch (error) {
			if (batch.rooms.length > 1 && refusedByDatabase(error)) return this.#commitSingly(batch);
			this.#lastFailed = true;
			metrics.commitFailed();
			log.error(
				{ err: error, rooms: batch.parts.map((part) => part.name), rows: batch.rows },
				'commit failed',
			);
			// Broken or in an unknown state: the next commit opens another.
			this.#drop();
			for (const room of batch.rooms) if (room.alive) room.commitFailed('failed');
		}
	}

	/** The database said no to the statement, so nothing was written: find the room it said no to. */
	async #commitSingly(batch: Batch): Promise<void> {
		for (const [i, room] of batch.rooms.entries()) {
			const part = batch.parts[i];
			if (!part || !room.alive) continue;
			await this.#commit({ rooms: [room], parts: [part], oldest: batch.oldest, rows: part.rows.length });
		}
	}

	/** Each room's new head, or undefined where another node holds the room. */
	async #append(batch: Batch): Promise<(Head | undefined)[]> {
		const client = await this.#connected();
		const { heads, ...statement } = buildAppend(batch.parts);
		const result = await this.#inTime(client.query<{ nr: number }>(statement));
		const written = new Set(result.rows.map((row) => row.nr));
		return heads.map((head, i) => (written.has(i + 1) ? head : undefined));
	}

	#inTime<T>(work: Promise<T>): Promise<T> {
		const { limits, metrics } = this.#options;
		const { commitTimeoutMs } = limits;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				metrics.limited('commitTimeoutMs');
				reject(new Error(`no answer from the database within ${commitTimeoutMs} ms`));
			}, commitTimeoutMs);
			work.then(resolve, reject).finally(() => clearTimeout(timer));
		});
	}

	/** One connection, however many ask for it while it is being opened. */
	async #connected(): Promise<pg.Client> {
		if (this.#client) return this.#client;
		if (this.#closed) throw new Error('the log is closed');
		this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
		return this.#connecting;
	}

	async #connect(): Promise<pg.Client> {
		const client = new pg.Client({
			connectionString: this.#options.url,
			application_name: 'samsyn log lane',
			keepAlive: true,
			connectionTimeoutMillis: this.#options.limits.commitTimeoutMs,
		});
		client.on('error', (error) => {
			this.#options.log.warn({ err: error }, 'the connection of the log broke');
			if (this.#client !== client) return;
			this.#client = undefined;
			// Until it is shown to work again nobody is told that it does.
			this.#lastFailed ||= !this.#closed;
		});
		await client.connect();
		try {
			await this.#inTime(holdServing(client));
		} catch (error) {
			void client.end().catch(() => undefined);
			throw error;
		}
		this.#client = client;
		return client;
	}

	#drop(): void {
		const client = this.#client;
		this.#client = undefined;
		void client?.end().catch(() => undefined);
	}
}

function refusedByDatabase(error: unknown): boolean {
	const code = error instanceof pg.DatabaseError ? error.code : undefined;
	return code !== undefined && REFUSED_BY_DATABASE.test(code);
}
