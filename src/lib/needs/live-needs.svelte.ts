/** What waits for me, read again on a fixed clock while the page is looked at, and when somebody asks for it. */
import * as v from 'valibot';
import type { Need } from '#domain/needs/needs.ts';
import { call, evaluationPath } from '#lib/workspace/api.ts';

export interface WaitingHere {
	evaluationId: string;
	title: string;
	needs: Need[];
}

const KINDS = {
	mention: v.object({
		kind: v.literal('mention'),
		mention: v.object({
			message: v.string(),
			thread: v.string(),
			on: v.string(),
			by: v.string(),
			round: v.optional(v.string()),
		}),
	}),
	review: v.object({
		kind: v.literal('review'),
		round: v.string(),
		label: v.string(),
		deadline: v.nullable(v.string()),
	}),
	answers: v.object({ kind: v.literal('answers'), round: v.string(), label: v.string(), count: v.number() }),
	score: v.object({ kind: v.literal('score'), left: v.number(), of: v.number() }),
	handIn: v.object({ kind: v.literal('handIn'), rows: v.number() }),
	positions: v.object({ kind: v.literal('positions'), subquestions: v.array(v.string()) }),
	settle: v.object({ kind: v.literal('settle'), subquestions: v.array(v.string()) }),
	dispositions: v.object({ kind: v.literal('dispositions'), count: v.number() }),
	questions: v.object({ kind: v.literal('questions'), count: v.number() }),
	signOff: v.object({ kind: v.literal('signOff'), outdated: v.boolean() }),
	prepare: v.object({ kind: v.literal('prepare') }),
};
const schema = v.object({
	evaluations: v.array(
		v.object({
			evaluationId: v.string(),
			title: v.string(),
			needs: v.array(
				v.variant('kind', [
					KINDS.mention,
					KINDS.review,
					KINDS.answers,
					KINDS.score,
					KINDS.handIn,
					KINDS.positions,
					KINDS.settle,
					KINDS.dispositions,
					KINDS.questions,
					KINDS.signOff,
					KINDS.prepare,
				]),
			),
		}),
	),
});

const MINUTE_MS = 60_000;
/** The server's own counts are those of the full minute. */
const AFTER_MS = 2_500;

export const countOf = (waiting: readonly WaitingHere[]): number =>
	waiting.reduce((sum, { needs }) => sum + needs.length, 0);

export class LiveNeeds {
	/** Null until the first answer. */
	waiting = $state.raw<readonly WaitingHere[] | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = false;

	start(): () => void {
		this.#running = true;
		void this.#tick();
		return () => {
			this.#running = false;
			clearTimeout(this.#timer);
		};
	}

	async refresh(): Promise<void> {
		const answer = await call('GET', 'me/needs');
		const parsed = answer.ok ? v.safeParse(schema, answer.data) : undefined;
		if (parsed?.success) this.waiting = parsed.output.evaluations;
	}

	async #tick(): Promise<void> {
		if (document.visibilityState === 'visible') await this.refresh();
		if (!this.#running) return;
		const wait = MINUTE_MS - (Date.now() % MINUTE_MS) + AFTER_MS;
		this.#timer = setTimeout(() => void this.#tick(), wait);
	}
}

/** Takes note of a mention before its page is opened; what fails is told again the next time. */
export async function see(evaluationId: string, need: Need): Promise<void> {
	if (need.kind !== 'mention') return;
	const { message, round } = need.mention;
	await call('POST', evaluationPath(evaluationId, 'mentions', 'seen'), {
		mentions: [{ message, ...(round !== undefined && { round }) }],
	});
}
