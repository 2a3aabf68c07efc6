/**
 * The order in which the report's text stands: one rule for the page that writes it, every export of it and every
 * check on it. Sections that somebody has placed stand by their fractional index; a subquestion's commentary that
 * nobody has moved stands where the framework has it, an area's summary at its end.
 */
import { headingsOf, type Area, type Framework } from '../framework/framework.ts';
import type { Section } from '../permissions/document-rules.ts';

/** A section that has been given a place. */
export interface OutlineItem {
	section: Section;
	/** Absent: a titled part of the report's summary. */
	area?: string | undefined;
	title?: string | undefined;
	/** What a free section is about. */
	subquestions?: readonly string[] | undefined;
	/** Fractional index: compared as text, by code unit. */
	order: string;
}

export interface PlacedSection {
	/** Free, a subquestion's commentary, or an area's summary. */
	section: Section;
	/** Null: in the report's summary. */
	area: string | null;
	/** As somebody has titled it; null where it has the heading of the framework, or none. */
	title: string | null;
	/** What stands above its words; null for a summary, whose heading is the reader's language's. */
	heading: string | null;
	/** The subquestions it serves, in the framework's order. */
	subquestions: readonly string[];
	/** What it is ordered by; null stands behind all others. */
	order: string | null;
}

export interface OrderedSections {
	/** The titled parts of the report's summary. */
	summary: readonly PlacedSection[];
	/** Every area of the framework. */
	areas: ReadonlyMap<string, readonly PlacedSection[]>;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The index of a place that nobody has chosen: the n-th whole step, between which everything else finds room. */
export function unmovedOrder(n: number): string {
	const digit = (at: number): string => DIGITS[at] ?? 'z';
	return n < 62 ? `a${digit(n)}` : `b${digit(Math.floor(n / 62) - 1)}${digit(n % 62)}`;
}

/** By code unit, as fractional indexes are made for; never a language's order. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RANK: Readonly<Record<Section['kind'], number>> = {
	report: 0,
	subquestion: 1,
	free: 2,
	area: 3,
	finding: 4,
	note: 5,
};

/** What tells apart sections that two people put in the same place at once: the same for everybody. */
function nameOf(section: Section): string {
	switch (section.kind) {
		case 'subquestion':
		case 'note':
			return section.subquestionId;
		case 'area':
			return section.areaId;
		case 'finding':
			return section.findingId;
		case 'free':
			return section.id;
		case 'report':
			return '';
	}
}

function before(a: PlacedSection, b: PlacedSection): number {
	if (a.order === null || b.order === null) {
		if (a.order !== b.order) return a.order === null ? 1 : -1;
	} else if (a.order !== b.order) return compare(a.order, b.order);
	return RANK[a.section.kind] - RANK[b.section.kind] || compare(nameOf(a.section), nameOf(b.section));
}

/** Subquestions in the order of the headings they are written under, those without a heading last. */
export function inHeadingOrder(area: Area): Area['subquestions'] {
	const headingAt = (id: string): number => {
		const at = area.headings.findIndex((heading) => heading.subquestions.includes(id));
		return at === -1 ? area.headings.length : at;
	};
	return area.subquestions
		.map((subquestion) => ({ subquestion, at: headingAt(subquestion.id) }))
		.sort((a, b) => a.at - b.at)
		.map(({ subquestion }) => subquestion);
}

/**
 * Every section of the report's text in its order. Items of areas and subquestions that the framework does not have
 * are passed over; nothing is left out for being without words.
 */
export function orderedSections(framework: Framework, outline: Iterable<OutlineItem>): OrderedSections {
	const commentary = new Map<string, OutlineItem>();
	const summaries = new Map<string, OutlineItem>();
	const free: OutlineItem[] = [];
	for (const item of outline) {
		if (item.section.kind === 'subquestion') commentary.set(item.section.subquestionId, item);
		else if (item.section.kind === 'area' && item.section.part === 'summary')
			summaries.set(item.section.areaId, item);
		else if (item.section.kind === 'free') free.push(item);
	}
	const placedFree = (item: OutlineItem, known: readonly { id: string }[]): PlacedSection => ({
		section: item.section,
		area: item.area ?? null,
		title: titleOf(item),
		heading: titleOf(item),
		subquestions: known.flatMap(({ id }) => (item.subquestions?.includes(id) ? [id] : [])),
		order: item.order,
	});
	const areas = framework.areas.map((area): [string, PlacedSection[]] => {
		const placed = [
			...inHeadingOrder(area).map(({ id, label }, n): PlacedSection => {
				const item = commentary.get(id);
				const title = item ? titleOf(item) : null;
				return {
					section: { kind: 'subquestion', subquestionId: id },
					area: area.id,
					title,
					heading: title ?? headingsOf(area, id)[0]?.label ?? label,
					subquestions: [id],
					order: item?.order ?? unmovedOrder(n),
				};
			}),
			...free.filter((item) => item.area === area.id).map((item) => placedFree(item, area.subquestions)),
			{
				section: { kind: 'area', areaId: area.id, part: 'summary' } as const,
				area: area.id,
				title: null,
				heading: null,
				subquestions: [],
				order: summaries.get(area.id)?.order ?? null,
			},
		];
		return [area.id, placed.sort(before)];
	});
	const summary = free.filter((item) => item.area === undefined).map((item) => placedFree(item, []));
	return { summary: summary.sort(before), areas: new Map(areas) };
}

const titleOf = ({ title }: OutlineItem): string | null => (title?.trim() ? title.trim() : null);

export interface HeadedSections {
	heading: string | null;
	sections: PlacedSection[];
}

/**
 * Sections under the headings that print: neighbours whose heading is the framework's own and the same stand under
 * it together. Give only the sections that are to be printed.
 */
export function underHeadings(sections: Iterable<PlacedSection>): HeadedSections[] {
	const groups: HeadedSections[] = [];
	for (const placed of sections) {
		const last = groups.at(-1);
		if (last && joins(placed, last)) last.sections.push(placed);
		else groups.push({ heading: placed.heading, sections: [placed] });
	}
	return groups;
}

/** Only commentary goes on under a heading; what somebody has titled, or left without, begins anew. */
const joins = (placed: PlacedSection, { heading, sections }: HeadedSections): boolean =>
	placed.section.kind === 'subquestion' &&
	placed.title === null &&
	heading === placed.heading &&
	sections.every(({ section, title }) => section.kind === 'subquestion' && title === null);
