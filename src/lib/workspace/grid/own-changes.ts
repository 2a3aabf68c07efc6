/**
 * Undo and redo of what I did in the grid, step by step; a paste is one step. It never takes back anything else: a
 * row that has changed since by another hand (another window of mine, the reveal) is left as it is.
 */
import type { Score } from '#document/values.ts';

export interface RowChange {
	subquestionId: string;
	before: Score | undefined;
	after: Score | undefined;
}

export type Step = readonly RowChange[];

const MOST = 200;

export class OwnChanges {
	#done: Step[] = [];
	#undone: Step[] = [];

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	/** A new step forgets what was undone before it. */
	did(step: Step): void {
		const changes = step.filter(({ before, after }) => !same(before, after));
		if (changes.length === 0) return;
		this.#done = [...this.#done, changes].slice(-MOST);
		this.#undone = [];
	}

	/** What to write to take back the last step, as far as the rows still stand as it left them. */
	undo(now: (subquestionId: string) => Score | undefined): Step | undefined {
		const step = this.#done.pop();
		if (!step) return undefined;
		this.#undone.push(step);
		return step
			.filter(({ subquestionId, after }) => same(now(subquestionId), after))
			.map(({ subquestionId, before, after }) => ({ subquestionId, before: after, after: before }));
	}

	redo(now: (subquestionId: string) => Score | undefined): Step | undefined {
		const step = this.#undone.pop();
		if (!step) return undefined;
		this.#done.push(step);
		return step.filter(({ subquestionId, before }) => same(now(subquestionId), before));
	}
}

const same = (a: Score | undefined, b: Score | undefined): boolean => canonical(a) === canonical(b);

/** Whoever wrote it last may have put its parts in another order. */
const canonical = (score: Score | undefined): string =>
	score === undefined
		? ''
		: JSON.stringify(Object.entries(score).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
