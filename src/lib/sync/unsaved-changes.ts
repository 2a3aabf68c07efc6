/**
 * Which of my changes are not yet committed by the server. Fed with what was changed, sent and acknowledged;
 * never guesses: a change counts as saved only once an acknowledgement covers it.
 *
 * The server acknowledges update frames one by one in the order they came, so the number of a frame on its
 * connection decides. The acknowledged clock only ever moves that number forward.
 */
export interface LocalChange {
	/** My own clock after the change. */
	clock: number;
	/** Whether it inserted anything; a pure deletion leaves the clock alone. */
	inserts: boolean;
	/** What it touched: `scores/1.4/<userId>` or `text:sub:1.4`. */
	touched: readonly string[];
}

interface Pending extends LocalChange {
	/** Number of the frame that carries it on the present connection, from 1; null while it is not under way. */
	frame: number | null;
}

export class UnsavedChanges {
	#pending: Pending[] = [];
	#sent = 0;
	#acknowledged = 0;
	/** My own clock as far as it is committed. */
	committed = 0;

	get count(): number {
		return this.#pending.length;
	}

	changed(change: LocalChange): void {
		this.#pending.push({ ...change, frame: null });
	}

	/** One update went out right after the change it carries. */
	updateSent(): void {
		this.#sent += 1;
		const last = this.#pending.at(-1);
		if (last) last.frame ??= this.#sent;
	}

	/** The answer to the server's question of what it lacks went out: it carries everything that is pending. */
	stateSent(): void {
		this.#sent += 1;
		for (const change of this.#pending) change.frame = this.#sent;
	}

	/** `clock`: what the server has committed of the client id this connection writes under. */
	acknowledged(clock: number): void {
		this.#acknowledged += 1;
		this.committed = Math.max(this.committed, clock);
		for (const change of this.#pending)
			if (change.frame !== null && change.inserts && change.clock <= clock)
				this.#acknowledged = Math.max(this.#acknowledged, change.frame);
		this.#pending = this.#pending.filter(
			({ frame, inserts, clock: needed }) =>
				frame === null || frame > this.#acknowledged || (inserts && needed > clock),
		);
	}

	/** Nothing sent on a lost connection is known to have arrived. */
	disconnected(): void {
		this.#sent = 0;
		this.#acknowledged = 0;
		for (const change of this.#pending) change.frame = null;
	}

	/** Everything that unsaved changes have touched, in the order it was first touched. */
	touched(): string[] {
		return [...new Set(this.#pending.flatMap((change) => change.touched))];
	}
}
