/**
 * Who is not known to have scored a hidden subquestion: read at each full minute, never pushed, so that nobody
 * learns from the moment of a save.
 */
import * as v from 'valibot';
import { call, evaluationPath } from '../api.ts';

const schema = v.object({
	asOf: v.string(),
	areas: v.array(
		v.object({
			tiles: v.array(v.object({ subquestionId: v.string(), missing: v.optional(v.array(v.string())) })),
		}),
	),
});

const MINUTE_MS = 60_000;
/** The server counts at the full minute; a moment later its answer is there. */
const AFTER_MS = 1_500;

export class Waiting {
	/** User ids; null: not known yet. */
	missing = $state.raw<readonly string[] | null>(null);
	/** ISO 8601. */
	asOf = $state<string | null>(null);
	readonly #evaluationId: string;
	readonly #subquestionId: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;

	constructor(evaluationId: string, subquestionId: string) {
		this.#evaluationId = evaluationId;
		this.#subquestionId = subquestionId;
	}

	/** Call in the browser; returns what ends it. */
	start(): () => void {
		this.#running = true;
		void this.#tick();
		return () => {
			this.#running = false;
			clearTimeout(this.#timer);
		};
	}

	async #tick(): Promise<void> {
		const answer = await call('GET', evaluationPath(this.#evaluationId, 'board'));
		if (!this.#running) return;
		const parsed = answer.ok ? v.safeParse(schema, answer.data) : undefined;
		if (parsed?.success) {
			const tiles = parsed.output.areas.flatMap((area) => area.tiles);
			this.missing = tiles.find((tile) => tile.subquestionId === this.#subquestionId)?.missing ?? [];
			this.asOf = parsed.output.asOf;
		}
		const wait = MINUTE_MS - (Date.now() % MINUTE_MS) + AFTER_MS;
		this.#timer = setTimeout(() => void this.#tick(), wait);
	}
}
