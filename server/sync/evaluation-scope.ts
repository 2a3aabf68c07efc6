/**
 * One evaluation's rooms share one situation and one lock: its rules are the same for all of them, so a
 * command on any of them holds them all, and its new rules reach all of them before the next frame.
 */
import type { LiveRoom } from './room.ts';
import type { Situation, Situations } from './room-rules.ts';

export class EvaluationScope {
	readonly evaluationId: string;
	/** Loaded rooms of this evaluation. */
	readonly rooms = new Set<LiveRoom>();
	/** How often another node may have had it while it was open here: what was claimed before is fenced off. */
	losses = 0;
	readonly #situations: Situations;
	#situation: Situation | undefined;
	#running: Promise<void> | undefined;
	#queued: Promise<void> | undefined;
	#turn: Promise<unknown> = Promise.resolve();
	#commands = 0;

	constructor(evaluationId: string, situations: Situations) {
		this.evaluationId = evaluationId;
		this.#situations = situations;
	}

	/** As last read; undefined: there is no such evaluation. */
	get situation(): Situation | undefined {
		return this.#situation;
	}

	/** A command runs: its rooms take no frames. */
	get held(): boolean {
		return this.#commands > 0;
	}

	get unused(): boolean {
		return this.rooms.size === 0 && this.#commands === 0 && !this.#running;
	}

	/**
	 * Reads the situation again and gives every open socket its grant anew. Callers share a reading that began
	 * after they asked; one that began before might have missed what they ask about.
	 */
	refresh(): Promise<void> {
		if (!this.#running) {
			this.#running = this.#read().finally(() => (this.#running = undefined));
			return this.#running;
		}
		this.#queued ??= this.#running
			.catch(() => undefined)
			.then(() => {
				this.#queued = undefined;
				return this.refresh();
			});
		return this.#queued;
	}

	async #read(): Promise<void> {
		this.#situation = await this.#situations.read(this.evaluationId);
		for (const room of [...this.rooms]) room.regrant();
	}

	/** Runs one command at a time. Between `hold` and `release` no room of this evaluation takes a frame. */
	async exclusive<T>(run: () => Promise<T>): Promise<T> {
		const before = this.#turn;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#turn = promise;
		this.#commands++;
		try {
			await before;
			return await run();
		} finally {
			this.#commands--;
			resolve();
			if (this.#commands === 0) for (const room of [...this.rooms]) room.resume();
		}
	}
}
