/** The parts of an evaluation beside the subquestions, in the order they stand in the map. */
export const VIEW_LINKS = [
	{ view: 'overview', route: '/evaluations/[id]/overview', reviewers: true },
	{ view: 'report', route: '/evaluations/[id]/report', reviewers: false },
	{ view: 'members', route: '/evaluations/[id]/members', reviewers: true },
	{ view: 'versions', route: '/evaluations/[id]/versions', reviewers: false },
] as const;
