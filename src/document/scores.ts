/** Individual scores: `<subquestionId>/<userId>` → value, in `scores`, `firstScores` and every ballot. */
import { toHundredths, type Hundredths } from '#domain/points/points.ts';
import { parseValue, type Score } from './values.ts';

export interface ScoreRow {
	subquestionId: string;
	userId: string;
	score: Score;
}

/** Of `scores`, `firstScores` and `positions` alike. */
export const personKey = (subquestionId: string, userId: string): string => `${subquestionId}/${userId}`;

export function parsePersonKey(key: string): { subquestionId: string; userId: string } | undefined {
	const [subquestionId, userId, ...rest] = key.split('/');
	return subquestionId && userId && rest.length === 0 ? { subquestionId, userId } : undefined;
}

/** From a map's entries, live or in canonical content. What is not a score is passed over. */
export function readScores(entries: Iterable<[string, unknown]>): ScoreRow[] {
	const rows: ScoreRow[] = [];
	for (const [key, value] of entries) {
		const place = parsePersonKey(key);
		const score = parseValue('scores', value);
		if (place && score) rows.push({ ...place, score });
	}
	return rows;
}

/** Undefined for not assessable and abstained: neither is a zero. */
export const pointsOf = (score: Score): Hundredths | undefined =>
	'points' in score ? toHundredths(score.points) : undefined;
