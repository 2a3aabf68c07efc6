/** How far everyone has come: counts, read again each full minute, never pushed. */
import * as v from 'valibot';
import { call, evaluationPath } from './api.ts';

const schema = v.object({
	asOf: v.string(),
	of: v.number(),
	members: v.array(v.object({ userId: v.string(), filled: v.number(), handedIn: v.number() })),
});
export type ProgressReport = v.InferOutput<typeof schema>;

const MINUTE_MS = 60_000;
/** The server counts at the full minute; a moment later its answer is there. */
const AFTER_MS = 1_500;

export class GroupCounts {
	report = $state.raw<ProgressReport | null>(null);
	readonly #evaluationId: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;

	constructor(evaluationId: string) {
		this.#evaluationId = evaluationId;
	}

	start(): () => void {
		this.#running = true;
		void this.#tick();
		return () => {
			this.#running = false;
			clearTimeout(this.#timer);
		};
	}

	async refresh(): Promise<void> {
		const answer = await call('GET', evaluationPath(this.#evaluationId, 'progress'));
		const parsed = answer.ok ? v.safeParse(schema, answer.data) : undefined;
		if (parsed?.success) this.report = parsed.output;
	}

	async #tick(): Promise<void> {
		await this.refresh();
		if (!this.#running) return;
		const wait = MINUTE_MS - (Date.now() % MINUTE_MS) + AFTER_MS;
		this.#timer = setTimeout(() => void this.#tick(), wait);
	}
}
