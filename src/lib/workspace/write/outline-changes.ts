/**
 * What a hand does to the report's sections, as entries to write: moved, added, renamed, given other subquestions.
 * Pure; where each section then stands is the rule of `#domain/outline`.
 */
import type { OrderedSections, PlacedSection } from '#domain/outline/sections.ts';
import { placements } from '#document/order.ts';
import { freeSection, sectionId } from '#document/paths.ts';
import type { OutlineEntry } from '#document/values.ts';
import type { EntryChange } from '#lib/sync/synced-evaluation.svelte.ts';

/** A place among the sections of an area or, null, of the report's summary; the moved one is not counted. */
export interface Target {
	area: string | null;
	position: number;
}

export const idOf = (placed: PlacedSection): string => sectionId(placed.section);

/** The sections of a chapter, in their order. */
export const sectionsOf = (ordered: OrderedSections, area: string | null): readonly PlacedSection[] =>
	area === null ? ordered.summary : (ordered.areas.get(area) ?? []);

/** Without the summaries of areas for which nobody has begun one: neither placed nor, as `written` says, in words. */
export const begun = (
	{ summary, areas }: OrderedSections,
	written: (area: string) => boolean,
): OrderedSections => ({
	summary,
	areas: new Map(
		[...areas].map(([area, list]) => [
			area,
			list.filter(({ section, order }) => section.kind !== 'area' || order !== null || written(area)),
		]),
	),
});

/** Only free sections leave their chapter; commentary and an area's summary belong to theirs. */
export const mayStandIn = ({ section, area }: PlacedSection, to: string | null): boolean =>
	section.kind === 'free' || area === to;

function entryOf(placed: PlacedSection, area: string | null, order: string): OutlineEntry {
	const stays = placed.area === area;
	return {
		...(area !== null && { area }),
		...(placed.title !== null && { title: placed.title }),
		// What it serves is of the chapter it stands in.
		...(placed.section.kind === 'free' &&
			stays &&
			placed.subquestions.length > 0 && { subquestions: [...placed.subquestions] }),
		order,
	};
}

const change = (key: string, value: OutlineEntry | undefined): EntryChange => ({
	root: 'outline',
	key,
	value,
});

/** The entries that make a section stand there. None where it may not, or already does. */
export function moved(ordered: OrderedSections, placed: PlacedSection, to: Target): EntryChange[] {
	if (!mayStandIn(placed, to.area)) return [];
	const id = idOf(placed);
	const list = sectionsOf(ordered, to.area);
	if (placed.area === to.area && list.findIndex((one) => idOf(one) === id) === to.position) return [];
	const known = new Map([...list, placed].map((one) => [idOf(one), one]));
	return placements(list.map(ordering), id, to.position).flatMap(([key, order]): EntryChange[] => {
		const one = known.get(key);
		return one ? [change(key, entryOf(one, to.area, order))] : [];
	});
}

const ordering = (placed: PlacedSection) => ({ id: idOf(placed), order: placed.order });

/** Where one step up or down leads: within the chapter, and for a free section on into the next one. */
export function stepFrom(ordered: OrderedSections, placed: PlacedSection, by: 1 | -1): Target | undefined {
	const list = sectionsOf(ordered, placed.area);
	const to = list.findIndex((one) => idOf(one) === idOf(placed)) + by;
	if (to >= 0 && to < list.length) return { area: placed.area, position: to };
	const chapters = [null, ...ordered.areas.keys()];
	const chapter = chapters[chapters.indexOf(placed.area) + by];
	if (chapter === undefined || !mayStandIn(placed, chapter)) return undefined;
	return { area: chapter, position: by === 1 ? 0 : sectionsOf(ordered, chapter).length };
}

/** A new free section, and whatever must make room for it. An area's summary that nobody has placed stays last. */
export function added(ordered: OrderedSections, id: string, { area, position }: Target): EntryChange[] {
	const fresh: PlacedSection = {
		section: { kind: 'free', id },
		area,
		title: null,
		heading: null,
		subquestions: [],
		order: null,
	};
	const list = sectionsOf(ordered, area);
	const unplaced = list.findIndex(({ order }) => order === null);
	const at = unplaced === -1 ? position : Math.min(position, unplaced);
	const known = new Map([...list, fresh].map((one) => [idOf(one), one]));
	return placements(list.map(ordering), freeSection(id), at).flatMap(([key, order]): EntryChange[] => {
		const one = known.get(key);
		return one ? [change(key, entryOf(one, area, order))] : [];
	});
}

/** Its heading; an empty one takes it away, so that commentary has the framework's again. */
export const renamed = (placed: PlacedSection, title: string): EntryChange =>
	change(
		idOf(placed),
		entryOf(
			{ ...placed, title: title.trim() === '' ? null : title.trim() },
			placed.area,
			placed.order ?? 'a0',
		),
	);

export const serving = (placed: PlacedSection, subquestions: readonly string[]): EntryChange =>
	change(idOf(placed), entryOf({ ...placed, subquestions }, placed.area, placed.order ?? 'a0'));

/** An area's summary given a place behind everything else of its chapter: it is there to be written. */
export function summaryBegun(ordered: OrderedSections, area: string): EntryChange[] {
	const list = sectionsOf(ordered, area);
	const summary = list.find(({ section }) => section.kind === 'area');
	if (!summary || summary.order !== null) return [];
	const id = idOf(summary);
	return placements(list.map(ordering), id, list.length).map(([, order]) =>
		change(id, entryOf(summary, area, order)),
	);
}
