/** What to talk about first: subquestions by how far apart the scores lie, widest first. */
import type { TooLittleData } from '../agreement/estimate.ts';
import type { Scores } from '../agreement/score-matrix.ts';
import { compareSpread, DEFAULT_TOLERANCE, isWide, spreadAmong, type Spread } from '../agreement/spread.ts';
import { allSubquestions, type Framework } from '../framework/framework.ts';

export interface QueueEntry {
	subquestionId: string;
	/** From 1; equal disagreement shares a rank and the next one counts on (1, 2, 2, 4). */
	rank: number;
	/** Whether the spread reaches the evaluation's tolerance. */
	flagged: boolean;
	spread: Spread;
}

export interface DisagreementQueue {
	/** By range/max, then mean absolute deviation, then number of values; ties in the framework's order. */
	ranked: QueueEntry[];
	/** Fewer than two numbers, in the framework's order. */
	notComparable: { subquestionId: string; data: TooLittleData }[];
}

/** `members`: whose scores count. `tolerance`: share of max, 0–1, from which on a spread is flagged. */
export function disagreementQueue(
	framework: Framework,
	scores: Scores,
	members: readonly string[],
	tolerance: number = DEFAULT_TOLERANCE,
): DisagreementQueue {
	const comparable: { subquestionId: string; spread: Spread }[] = [];
	const notComparable: DisagreementQueue['notComparable'] = [];
	for (const { id, max } of allSubquestions(framework)) {
		const spread = spreadAmong(scores.get(id), members, max);
		if (spread.kind === 'value') comparable.push({ subquestionId: id, spread });
		else notComparable.push({ subquestionId: id, data: spread });
	}
	// Sorting is stable: what ties keeps the framework's order.
	comparable.sort((a, b) => compareSpread(a.spread, b.spread));
	const ranked: QueueEntry[] = [];
	for (const [index, entry] of comparable.entries()) {
		const before = ranked[index - 1];
		const ties = before !== undefined && compareSpread(before.spread, entry.spread) === 0;
		ranked.push({ ...entry, rank: ties ? before.rank : index + 1, flagged: isWide(entry.spread, tolerance) });
	}
	return { ranked, notComparable };
}
