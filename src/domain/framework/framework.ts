/**
 * A framework of evaluation: areas, subquestions and their points, the label sets of the report, and what its
 * versions may be compared with. Immutable once used; everything that knows a subquestion knows it from here.
 */

export interface Subquestion {
	/** Unique within the framework, such as `1.4`. */
	id: string;
	/** The question as the point tables print it. */
	label: string;
	/** Whole points. */
	max: number;
}

/** A heading at the start of an area's chapter; it may cover several subquestions or none, and overlap others. */
export interface Heading {
	label: string;
	subquestions: string[];
}

export interface Area {
	/** Unique within the framework, such as `1`. */
	id: string;
	/** As the point tables print it. */
	name: string;
	/** As the chapter's title prints it, where that differs. */
	displayTitle?: string;
	/** Whole points; the sum of its subquestions'. */
	max: number;
	/** Standard text that opens the area's chapter. */
	general?: string;
	headings: Heading[];
	subquestions: Subquestion[];
}

/** `tightened`: comparable, though some subquestions are judged more strictly than before. */
export const COMPARABILITIES = ['full', 'tightened', 'none'] as const;
export type Comparability = (typeof COMPARABILITIES)[number];

/** What may be compared between another version and this one, area by area. */
export interface VersionComparability {
	/** The other version of the framework. */
	version: string;
	/** Area id → comparability; every area of this framework has one. */
	areas: Record<string, Comparability>;
	note?: string;
}

/** How the grand total is printed: the sum of the printed area totals, or the unrounded sum rounded once. */
export const GRAND_TOTAL_RULES = ['sum-of-area-totals', 'rounded-sum'] as const;
export type GrandTotalRule = (typeof GRAND_TOTAL_RULES)[number];

export interface Framework {
	/** `kommunkompassen-2.1`: name and version in one, as evaluations refer to it. */
	id: string;
	name: string;
	version: string;
	/** BCP 47 language of the labels. */
	language: string;
	/** First year this version was used. */
	validFrom?: number;
	predecessor?: string;
	successor?: string;
	source?: string;
	/** Standard text that opens the report. */
	introduction?: string;
	grandTotal: GrandTotalRule;
	areas: Area[];
	comparability: VersionComparability[];
}

export const allSubquestions = (framework: Framework): Subquestion[] =>
	framework.areas.flatMap((area) => area.subquestions);

export const findArea = (framework: Framework, areaId: string): Area | undefined =>
	framework.areas.find((area) => area.id === areaId);

export const areaOf = (framework: Framework, subquestionId: string): Area | undefined =>
	framework.areas.find((area) => area.subquestions.some((subquestion) => subquestion.id === subquestionId));

export const findSubquestion = (framework: Framework, subquestionId: string): Subquestion | undefined =>
	areaOf(framework, subquestionId)?.subquestions.find((subquestion) => subquestion.id === subquestionId);

/** Whole points over all areas. */
export const maxTotal = (framework: Framework): number =>
	framework.areas.reduce((sum, area) => sum + area.max, 0);

/** The headings a subquestion is served by, in the order they print. */
export const headingsOf = (area: Area, subquestionId: string): Heading[] =>
	area.headings.filter((heading) => heading.subquestions.includes(subquestionId));

/**
 * Whether an area's figures under another version of the same framework may be set beside this one's. What the
 * framework does not declare is not comparable.
 */
export function comparability(framework: Framework, areaId: string, otherVersion: string): Comparability {
	if (!findArea(framework, areaId)) return 'none';
	if (otherVersion === framework.version) return 'full';
	const declared = framework.comparability.find((entry) => entry.version === otherVersion);
	return (declared && Object.hasOwn(declared.areas, areaId) && declared.areas[areaId]) || 'none';
}
