/**
 * A cohort: the results of one framework version in a span of years, as they were when it was extracted. Defined once
 * and named, so that every page and caption says the same about what a mean was taken over.
 */
import { countyOf } from '../municipalities/counties.ts';

export interface CohortDefinition {
	frameworkId: string;
	/** First and last year, both included. */
	from: number;
	to: number;
	/** Two digits each; empty: the whole country. */
	counties: readonly string[];
}

interface Candidate {
	id: string;
	frameworkId: string;
	municipalityCode: string;
	year: number;
}

export const belongs = (definition: CohortDefinition, result: Candidate): boolean =>
	result.frameworkId === definition.frameworkId &&
	result.year >= definition.from &&
	result.year <= definition.to &&
	(definition.counties.length === 0 || definition.counties.includes(countyOf(result.municipalityCode)));

/**
 * Each municipality once, by its newest result in the span: a mean of municipalities, not of evaluations. Of two in the
 * same year the first given counts.
 */
export function membersOf<T extends Candidate>(definition: CohortDefinition, results: readonly T[]): T[] {
	return newestOfEach(results.filter((result) => belongs(definition, result)));
}

/** Each municipality once, by its newest result, in the order given. */
export function newestOfEach<T extends Pick<Candidate, 'municipalityCode' | 'year'>>(
	results: readonly T[],
): T[] {
	const newest = new Map<string, T>();
	for (const result of results) {
		const known = newest.get(result.municipalityCode);
		if (!known || result.year > known.year) newest.set(result.municipalityCode, result);
	}
	const chosen = new Set(newest.values());
	return results.filter((result) => chosen.has(result));
}
