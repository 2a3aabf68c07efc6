/** A cohort as pages show it: what a mean was taken over, and the mean of one subquestion. */

export interface ShownCohort {
	name: string;
	framework: { name: string; version: string };
	from: number;
	to: number;
	counties: readonly string[];
	n: number;
	/** ISO 8601. */
	extracted: string;
}

/** The mean in hundredths, and what it was taken over. */
export interface CohortMark {
	points: number;
	municipalities: number;
	tightened?: boolean;
	of: ShownCohort;
}
