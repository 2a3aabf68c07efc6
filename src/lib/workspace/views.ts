/** The parts of an evaluation beside the subquestions, by what one does there, in the order they stand in the map. */
export const VIEW_GROUPS = ['whole', 'assess', 'write', 'decide', 'after'] as const;

const LINKS = [
	{ view: 'overview', route: '/evaluations/[id]/overview', group: 'whole', for: 'everyone' },
	{ view: 'members', route: '/evaluations/[id]/members', group: 'whole', for: 'everyone' },
	{ view: 'score', route: '/evaluations/[id]/score', group: 'assess', for: 'scorers' },
	{ view: 'calibrate', route: '/evaluations/[id]/calibrate', group: 'assess', for: 'inside' },
	{ view: 'session', route: '/evaluations/[id]/calibrate/session', group: 'assess', for: 'inside' },
	{ view: 'agreement', route: '/evaluations/[id]/agreement', group: 'assess', for: 'inside' },
	{ view: 'write', route: '/evaluations/[id]/write', group: 'write', for: 'inside' },
	{ view: 'facts', route: '/evaluations/[id]/facts', group: 'write', for: 'inside' },
	{ view: 'questions', route: '/evaluations/[id]/questions', group: 'write', for: 'inside' },
	{ view: 'evidence', route: '/evaluations/[id]/evidence', group: 'write', for: 'inside' },
	{ view: 'review', route: '/evaluations/[id]/review', group: 'decide', for: 'everyone' },
	{ view: 'report', route: '/evaluations/[id]/report', group: 'decide', for: 'inside' },
	{ view: 'compare', route: '/evaluations/[id]/compare', group: 'decide', for: 'inside' },
	{ view: 'finalise', route: '/evaluations/[id]/finalise', group: 'decide', for: 'inside' },
	{ view: 'follow-up', route: '/evaluations/[id]/follow-up', group: 'after', for: 'inside' },
	{ view: 'history', route: '/evaluations/[id]/history', group: 'after', for: 'inside' },
	{ view: 'versions', route: '/evaluations/[id]/versions', group: 'after', for: 'inside' },
] as const;

interface Reader {
	reviewer: boolean;
	scores: boolean;
}

/** Reviewers read frozen drafts and stand outside the working document; the grid is for those who score. */
export const viewLinks = ({ reviewer, scores }: Reader) =>
	LINKS.filter((link) => link.for === 'everyone' || (!reviewer && (link.for === 'inside' || scores)));

/** The same by group; a group with nothing in it for this reader is left out. */
export const groupedLinks = (reader: Reader) => {
	const links = viewLinks(reader);
	return VIEW_GROUPS.flatMap((group) => {
		const own = links.filter((link) => link.group === group);
		return own.length > 0 ? [{ group, links: own }] : [];
	});
};
