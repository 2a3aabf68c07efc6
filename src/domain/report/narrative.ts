/**
 * The free narrative of an area's chapter. A text has a place of its own in the outline, or it stands where the
 * method puts it: under the first heading that serves its subquestion. Each text stands once.
 */
import { generateNKeysBetween } from 'fractional-indexing';
import { headingsOf, type Area } from '../framework/framework.ts';
import type { RichText } from './rich-text.ts';
import type { OutlineSection } from './source.ts';

export interface NarrativePart {
	/** Id of the free section; null: a subquestion's commentary. */
	section: string | null;
	/** Whose commentary it is; null: a free section. */
	subquestion: string | null;
	text: RichText;
}

export interface NarrativeSection {
	/** Empty: it goes on under the heading before it. */
	heading: string;
	/** What it serves, in the framework's order. */
	subquestions: string[];
	parts: NarrativePart[];
}

interface Placed {
	order: string;
	heading: string;
	/** Texts of neighbours under the same heading of the method share it. */
	shared: boolean;
	subquestions: readonly string[];
	part: NarrativePart;
}

/** Subquestions of an area in the order its headings print them, those without a heading last. */
export function methodOrder(area: Area): string[] {
	const headed = area.headings.flatMap((heading) =>
		area.subquestions.filter(({ id }) => headingsOf(area, id)[0] === heading).map(({ id }) => id),
	);
	return [...headed, ...area.subquestions.map(({ id }) => id).filter((id) => !headed.includes(id))];
}

export function narrative(
	area: Area,
	commentary: ReadonlyMap<string, RichText>,
	outline: readonly OutlineSection[],
): NarrativeSection[] {
	const own = outline.filter((section) => section.area === area.id);
	const order = methodOrder(area);
	// Where nobody has moved anything the n-th stands at the n-th first key, so that one can be put between any two.
	const keys = generateNKeysBetween(null, null, order.length);
	const placed: Placed[] = order.flatMap((id, position): Placed[] => {
		const text = commentary.get(id);
		if (!text) return [];
		const moved = own.find((section) => section.commentaryOf === id);
		const heading = headingsOf(area, id)[0]?.label;
		const question = area.subquestions.find((subquestion) => subquestion.id === id)?.label ?? id;
		return [
			{
				order: moved?.order ?? keys[position] ?? '',
				heading: moved?.title ?? heading ?? question,
				shared: !moved?.title && heading !== undefined,
				subquestions: [id],
				part: { section: null, subquestion: id, text },
			},
		];
	});
	for (const { id, commentaryOf, title, subquestions, order, text } of own)
		if (text && commentaryOf === null)
			placed.push({
				order,
				heading: title ?? '',
				shared: false,
				subquestions,
				part: { section: id, subquestion: null, text },
			});
	// Sorting is stable, so two with the same key stand in the method's order, free sections after them.
	placed.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
	return joined(area, placed);
}

function joined(area: Area, placed: readonly Placed[]): NarrativeSection[] {
	const sections: (NarrativeSection & { shared: boolean })[] = [];
	for (const { heading, shared, subquestions, part } of placed) {
		const last = sections.at(-1);
		if (last?.shared && shared && last.heading === heading) {
			last.parts.push(part);
			last.subquestions.push(...subquestions);
		} else sections.push({ heading, shared, subquestions: [...subquestions], parts: [part] });
	}
	const position = new Map(area.subquestions.map(({ id }, i) => [id, i]));
	return sections.map(({ heading, subquestions, parts }) => ({
		heading,
		subquestions: [...new Set(subquestions)]
			.filter((id) => position.has(id))
			.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
		parts,
	}));
}
