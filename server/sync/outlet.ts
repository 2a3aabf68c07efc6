/**
 * When what is committed goes out. In a room of few, at once. In a large one writes to sockets cost more than all the
 * rest, so it goes out every so often, each socket getting all of it in one write; the first after a pause at once.
 */
import type { Awareness } from './awareness.ts';
import type { Connection } from './connection.ts';
import { fanOut, type CommittedRow } from './fan-out.ts';
import type { SyncLimits } from './limits.ts';
import { fanOutPause } from './pace.ts';
import { updateFrame } from './wire.ts';

export interface OutletContext {
	connections: ReadonlySet<Connection>;
	awareness: Awareness;
	limits: Pick<SyncLimits, 'socketsPerPaceMs' | 'paceMs'>;
	/** Whether rows of this room are on their way through the log. */
	committing(): boolean;
}

export class Outlet {
	readonly #context: OutletContext;
	#rows: CommittedRow[] = [];
	#frames: Uint8Array[] = [];
	#firstSeq = 0;
	#timer: NodeJS.Timeout | undefined;
	#sentAt = -Infinity;

	constructor(context: OutletContext) {
		this.#context = context;
	}

	/** The last row that is committed and not out yet. */
	get last(): CommittedRow | undefined {
		return this.#rows.at(-1);
	}

	/** Rows in the order of the log; the first stands at `firstSeq`. */
	put(rows: readonly (CommittedRow & { bytes: Uint8Array })[], firstSeq: number): void {
		if (this.#rows.length === 0) this.#firstSeq = firstSeq;
		for (const row of rows) {
			this.#rows.push(row);
			this.#frames.push(updateFrame(row.bytes));
		}
		const now = performance.now();
		const wait = this.nextAt(now) - now;
		if (wait <= 0) this.flush();
		else this.#timer ??= setTimeout(() => this.#pauseOver(), wait);
	}

	/**
	 * What is being committed now is put in in a moment, and goes with the rest: else it would wait for another pause. A
	 * commit that hangs holds up what is committed already for one more, and no longer.
	 */
	#pauseOver(): void {
		this.#timer = undefined;
		if (this.#context.committing()) this.#timer = setTimeout(() => this.flush(), this.#pause);
		else this.flush();
	}

	/** When what is put in now goes out, ms of `performance.now()`; not before `now`. */
	nextAt(now: number): number {
		const pause = this.#pause;
		return pause === 0 ? now : Math.max(now, this.#sentAt + pause);
	}

	get #pause(): number {
		const { connections, limits } = this.#context;
		return fanOutPause(connections.size, limits.socketsPerPaceMs, limits.paceMs);
	}

	/** Sends what waits, and who moved meanwhile with it. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#rows.length === 0) return;
		const { connections, awareness } = this.#context;
		const rows = this.#rows;
		const frames = this.#frames;
		this.#rows = [];
		this.#frames = [];
		this.#sentAt = performance.now();
		fanOut(connections, rows, frames, this.#firstSeq, awareness.due(this.#sentAt));
	}

	destroy(): void {
		clearTimeout(this.#timer);
		this.#rows = [];
		this.#frames = [];
	}
}
