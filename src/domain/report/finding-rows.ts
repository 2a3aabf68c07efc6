/**
 * Strengths and improvements as the rows of one two-column table. A strength and the improvement that continues
 * it ("… dock") stay in one row; everything else keeps its order and fills the gaps.
 */

export interface Pairable {
	id: string;
	kind: 'strength' | 'improvement';
	/** Id of the finding of the other kind that this one continues or is continued by. */
	pair?: string;
}

export interface FindingPair<F> {
	strength: F | null;
	improvement: F | null;
	/** The two belong together; otherwise they only share a row. */
	linked: boolean;
}

/** `findings` of one area, each column in its order. A pair counts whichever of the two names the other. */
export function findingRows<F extends Pairable>(findings: readonly F[]): FindingPair<F>[] {
	const strengths = findings.filter((finding) => finding.kind === 'strength');
	const improvements = findings.filter((finding) => finding.kind === 'improvement');
	const partner = new Map<F, F>();
	const taken = new Set<F>();
	for (const strength of strengths) {
		const other = improvements.find(
			(improvement) =>
				!taken.has(improvement) && (improvement.id === strength.pair || improvement.pair === strength.id),
		);
		if (!other) continue;
		partner.set(strength, other);
		taken.add(other);
	}
	const free = improvements.filter((improvement) => !taken.has(improvement));
	const rows = strengths.map((strength): FindingPair<F> => {
		const linked = partner.get(strength);
		return { strength, improvement: linked ?? free.shift() ?? null, linked: linked !== undefined };
	});
	return [...rows, ...free.map((improvement) => ({ strength: null, improvement, linked: false }))];
}
