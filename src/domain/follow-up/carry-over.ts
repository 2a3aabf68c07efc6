/** What the next evaluation of a municipality starts with, taken from the one before it. Pure: values in, values out. */
import { outcomeOf, type ActionStatus } from './actions.ts';

export interface Improvement {
	id: string;
	kind: 'strength' | 'improvement';
	area: string;
	subquestion?: string | undefined;
	size?: 'small' | 'medium' | 'large' | undefined;
	/** Put right while the evaluation was still going on. */
	corrected?: true | undefined;
	/** What became of it, where it had been carried over itself. */
	outcome?: 'remains' | 'done' | 'unclear' | undefined;
	order: string;
}

export interface CarriedFinding {
	kind: 'improvement';
	area: string;
	subquestion?: string;
	size?: 'small' | 'medium' | 'large';
	carriedFrom: string;
	outcome: 'unclear';
	order: string;
}

/** Ids that the new evaluation's framework has. */
export interface Known {
	areas: ReadonlySet<string>;
	/** Subquestion → its area. */
	areaOf: ReadonlyMap<string, string>;
}

/**
 * The improvements that are still open, by the id they get: that of the old one, so that carrying over twice changes
 * nothing. Left out is what was corrected at the time, what the evaluators found or the actions say is done, and what the
 * new framework has no area for; a subquestion that is gone is dropped from the improvement that had it.
 */
export function carriedImprovements(
	findings: readonly Improvement[],
	statuses: ReadonlyMap<string, readonly ActionStatus[]>,
	known: Known,
): [id: string, finding: CarriedFinding][] {
	return findings.flatMap(
		({ id, kind, area, subquestion, size, corrected, outcome, order }): [string, CarriedFinding][] => {
			if (kind !== 'improvement' || corrected || outcome === 'done' || !known.areas.has(area)) return [];
			if (outcomeOf(statuses.get(id) ?? []) === 'done') return [];
			const stays = subquestion !== undefined && known.areaOf.get(subquestion) === area;
			return [
				[
					id,
					{
						kind,
						area,
						...(stays && { subquestion }),
						...(size && { size }),
						carriedFrom: id,
						outcome: 'unclear',
						order,
					},
				],
			];
		},
	);
}

interface CarriedSource {
	kind: 'interview' | 'document' | 'web';
	subquestions?: string[] | undefined;
	[other: string]: unknown;
}

/**
 * Documents and addresses to look at again. Interviews belong to their visit; a correction, who has read it and the
 * uploaded file belong to the evaluation they were noted in.
 */
export function carriedSources<S extends CarriedSource>(
	sources: Iterable<readonly [id: string, source: S]>,
	known: Known,
): [id: string, source: S][] {
	return [...sources].flatMap(([id, source]): [string, S][] => {
		if (source.kind === 'interview') return [];
		const { correction: _, readBy: __, file: ___, subquestions, ...kept } = source;
		const linked = subquestions?.filter((subquestion) => known.areaOf.has(subquestion)) ?? [];
		return [[id, { ...kept, ...(linked.length > 0 && { subquestions: linked }) } as unknown as S]];
	});
}
