/**
 * Who has handed in what, and how many rows each has filled, while scores are hidden: as of the last full minute,
 * read again each full minute, never pushed.
 */
import { call, evaluationPath } from '../api.ts';
import { parseReport, type Report } from './report.ts';

const MINUTE_MS = 60_000;
/** The server counts at the full minute; a moment later its answer is there. */
const AFTER_MS = 1_500;

export class BoardReport {
	#report = $state.raw<Report | null>(null);
	readonly #evaluationId: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;

	constructor(evaluationId: string) {
		this.#evaluationId = evaluationId;
	}

	/** ISO 8601; null before the first answer. */
	get asOf(): string | null {
		return this.#report?.asOf ?? null;
	}

	/** Whether this member is known to have scored this subquestion unseen. */
	hasScored(subquestionId: string, userId: string): boolean {
		const missing = this.#report?.missing.get(subquestionId);
		return missing !== undefined && !missing.has(userId);
	}

	/** Undefined: not known yet. */
	filledIn(areaId: string, userId: string): number | undefined {
		return this.#report?.filled.get(userId)?.get(areaId);
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
		const answer = await call('GET', evaluationPath(this.#evaluationId, 'board'));
		const report = answer.ok ? parseReport(answer.data) : undefined;
		if (report) this.#report = report;
	}

	async #tick(): Promise<void> {
		await this.refresh();
		if (!this.#running) return;
		const wait = MINUTE_MS - (Date.now() % MINUTE_MS) + AFTER_MS;
		this.#timer = setTimeout(() => void this.#tick(), wait);
	}
}
