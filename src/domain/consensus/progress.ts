/** How far each member has come: rows filled of all rows, over everything and per area. */
import type { Scores } from '../agreement/score-matrix.ts';
import type { Framework } from '../framework/framework.ts';

export interface Filled {
	filled: number;
	of: number;
}

export interface MemberProgress {
	userId: string;
	total: Filled;
	areas: ({ areaId: string } & Filled)[];
}

/** "Not assessable" and "abstains" are answers and fill a row. One entry per member given, in that order. */
export const progressOf = (
	framework: Framework,
	scores: Scores,
	members: readonly string[],
): MemberProgress[] =>
	members.map((userId) => {
		const areas = framework.areas.map(({ id, subquestions }) => ({
			areaId: id,
			filled: subquestions.filter((subquestion) => scores.get(subquestion.id)?.has(userId)).length,
			of: subquestions.length,
		}));
		return {
			userId,
			areas,
			total: {
				filled: areas.reduce((sum, { filled }) => sum + filled, 0),
				of: areas.reduce((sum, { of }) => sum + of, 0),
			},
		};
	});
