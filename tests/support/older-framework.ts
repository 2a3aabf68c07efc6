/**
 * An older version of the framework for tests: the same areas and questions, but one question of area 2 asks something
 * else and area 7 counts differently. What 2.1 says of version 2010 holds for it: area 7 is not comparable.
 */
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import type { Framework } from '#domain/framework/framework.ts';

export const OLDER: Framework = {
	...KOMMUNKOMPASSEN,
	id: 'kommunkompassen-2010',
	version: '2010',
	validFrom: 2010,
	predecessor: '2002',
	successor: '2.1',
	source: 'Made for tests',
	comparability: [],
	areas: KOMMUNKOMPASSEN.areas.map((area) => ({
		...area,
		headings: [],
		subquestions: area.subquestions.map((subquestion) =>
			subquestion.id === '2.3' ? { ...subquestion, label: 'Finns en servicehandbok?' } : subquestion,
		),
	})),
};
