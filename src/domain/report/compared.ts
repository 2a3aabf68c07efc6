/** What a result is set beside, and whether that may be done: a figure of another never travels without it. */
import { comparability, type Comparability, type Framework } from '../framework/framework.ts';

export interface OtherFramework {
	name: string;
	version: string;
}

interface AreaResults {
	areas: ReadonlyMap<string, number | null>;
	/** Area id → what both versions say; absent: what this report's framework says of the other version. */
	comparability?: ReadonlyMap<string, Comparability>;
}

export interface PreviousHeader {
	title: string;
	year: number;
	framework: OtherFramework;
	/** Whole points as printed. */
	total: number | null;
	/** Made up, for a demonstration: said wherever it is shown. */
	fictitious: boolean;
}

/** An earlier result of the same municipality. Whole points as printed. */
export interface PreviousResult extends PreviousHeader, AreaResults {}

/** A declared group of results: printed as its definition wherever its averages are. */
export interface CohortHeader {
	/** As whoever defined it has called it. */
	name: string;
	framework: OtherFramework;
	/** Names of counties; empty: the whole country. */
	counties: string[];
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

/** Average points, decimal. */
export interface CohortResult extends CohortHeader, AreaResults {}

export interface Compared {
	achieved: number | null;
	comparability: Comparability;
}

/** Area `areaId` of another result beside this one. Another method's figures are never comparable. */
export const compared = (
	framework: Framework,
	areaId: string,
	other: (AreaResults & { framework: OtherFramework }) | undefined,
): Compared | null =>
	other
		? {
				achieved: other.areas.get(areaId) ?? null,
				comparability: other.comparability?.get(areaId) ?? declared(framework, areaId, other.framework),
			}
		: null;

const declared = (framework: Framework, areaId: string, other: OtherFramework): Comparability =>
	other.name === framework.name ? comparability(framework, areaId, other.version) : 'none';
