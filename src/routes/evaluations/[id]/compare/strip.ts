/** The marks of a row's strip in one unit: points for the total, percent of the maximum for everything else. */
import type { PageData } from './$types';

type Row = PageData['comparison']['total'];

export interface Strip {
	own: number | null;
	previous: number | null;
	mean: number | null;
	max: number;
}

/** What must not be compared is not drawn beside the rest either. */
export function stripOf({ id, achieved, percent, max, previous, cohort }: Row): Strip {
	const points = id === 'total' || id === 'comparable';
	const comparable = previous !== null && previous.comparability !== 'none';
	const mean = cohort !== null && cohort.comparability !== 'none' ? cohort.mean : null;
	return {
		own: points ? achieved : percent,
		previous: comparable ? (points ? previous.achieved : previous.percent) : null,
		mean: mean === null ? null : points ? mean : (100 * mean) / max,
		max: points ? max : 100,
	};
}
