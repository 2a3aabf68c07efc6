/** What a result is set beside, and whether that may be done: a figure of another never travels without it. */
import { comparability, type Comparability, type Framework } from '../framework/framework.ts';

export interface OtherFramework {
	name: string;
	version: string;
}

export interface PreviousHeader {
	title: string;
	year: number;
	framework: OtherFramework;
	/** Whole points as printed. */
	total: number | null;
}

/** An earlier result of the same municipality. Whole points as printed. */
export interface PreviousResult extends PreviousHeader {
	areas: ReadonlyMap<string, number | null>;
}

/** A declared group of results: printed as its definition wherever its averages are. */
export interface CohortHeader {
	framework: OtherFramework;
	/** First and last year. */
	from: number;
	to: number;
	/** How many results. */
	n: number;
	/** ISO 8601 date when the averages were taken. */
	extracted: string;
	/** Average points, decimal. */
	total: number | null;
}

export interface CohortResult extends CohortHeader {
	/** Area id → average points, decimal. */
	areas: ReadonlyMap<string, number | null>;
}

export interface Compared {
	achieved: number | null;
	comparability: Comparability;
}

/** Area `areaId` of another result beside this one. Another method's figures are never comparable. */
export const compared = (
	framework: Framework,
	areaId: string,
	other: { framework: OtherFramework; areas: ReadonlyMap<string, number | null> } | undefined,
): Compared | null =>
	other
		? {
				achieved: other.areas.get(areaId) ?? null,
				comparability:
					other.framework.name === framework.name
						? comparability(framework, areaId, other.framework.version)
						: 'none',
			}
		: null;
