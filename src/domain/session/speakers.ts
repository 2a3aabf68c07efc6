/** Who speaks first on a subquestion: those who stand alone are heard before the middle has set the tone. */
import { median } from '../agreement/averages.ts';
import { hundredthsOf, type SubquestionScores } from '../agreement/score-matrix.ts';

export interface Speaker {
	userId: string;
	/** Why this person is asked first; null for everyone else. */
	because: 'highest' | 'lowest' | 'not-assessable' | null;
}

/**
 * Those with the highest score, then those with the lowest, then whoever found it not assessable, then the others
 * by their distance from the median, widest first; whoever gave nothing comes last. Ties keep the order of
 * `members`. Where all numbers are equal nobody is at an extreme.
 */
export function speakingOrder(scores: SubquestionScores, members: readonly string[]): Speaker[] {
	const numbers = members
		.map((userId) => hundredthsOf(scores.get(userId)))
		.filter((value) => value !== undefined);
	const highest = Math.max(...numbers);
	const lowest = Math.min(...numbers);
	const middle = numbers.length > 0 ? median(numbers) : 0;
	const apart = numbers.length > 1 && highest > lowest;

	const placed = members.map((userId) => {
		const score = scores.get(userId);
		const value = hundredthsOf(score);
		if (value === undefined) {
			const because = score && 'notAssessable' in score ? ('not-assessable' as const) : null;
			return { speaker: { userId, because }, group: because ? 2 : 4, distance: 0 };
		}
		const because: Speaker['because'] = !apart
			? null
			: value === highest
				? 'highest'
				: value === lowest
					? 'lowest'
					: null;
		const group = because === 'highest' ? 0 : because === 'lowest' ? 1 : 3;
		return { speaker: { userId, because }, group, distance: Math.abs(value - middle) };
	});
	// Sorting is stable: ties stay as they were.
	return placed
		.sort((a, b) => a.group - b.group || (a.group === 3 ? b.distance - a.distance : 0))
		.map(({ speaker }) => speaker);
}
