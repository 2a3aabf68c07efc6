/** The parts of an evaluation beside the subquestions, in the order they stand in the map. */
const LINKS = [
	{ view: 'overview', route: '/evaluations/[id]/overview', for: 'everyone' },
	{ view: 'score', route: '/evaluations/[id]/score', for: 'scorers' },
	{ view: 'calibrate', route: '/evaluations/[id]/calibrate', for: 'inside' },
	{ view: 'session', route: '/evaluations/[id]/calibrate/session', for: 'inside' },
	{ view: 'agreement', route: '/evaluations/[id]/agreement', for: 'inside' },
	{ view: 'write', route: '/evaluations/[id]/write', for: 'inside' },
	{ view: 'facts', route: '/evaluations/[id]/facts', for: 'inside' },
	{ view: 'questions', route: '/evaluations/[id]/questions', for: 'inside' },
	{ view: 'evidence', route: '/evaluations/[id]/evidence', for: 'inside' },
	{ view: 'review', route: '/evaluations/[id]/review', for: 'everyone' },
	{ view: 'report', route: '/evaluations/[id]/report', for: 'inside' },
	{ view: 'compare', route: '/evaluations/[id]/compare', for: 'inside' },
	{ view: 'follow-up', route: '/evaluations/[id]/follow-up', for: 'inside' },
	{ view: 'finalise', route: '/evaluations/[id]/finalise', for: 'inside' },
	{ view: 'members', route: '/evaluations/[id]/members', for: 'everyone' },
	{ view: 'history', route: '/evaluations/[id]/history', for: 'inside' },
	{ view: 'versions', route: '/evaluations/[id]/versions', for: 'inside' },
] as const;

/** Reviewers read frozen drafts and stand outside the working document; the grid is for those who score. */
export const viewLinks = ({ reviewer, scores }: { reviewer: boolean; scores: boolean }) =>
	LINKS.filter((link) => link.for === 'everyone' || (!reviewer && (link.for === 'inside' || scores)));
