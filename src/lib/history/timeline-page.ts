/** A page of the timeline as the API answers it, and where to ask for it. */
import * as v from 'valibot';
import { MAP_ROOTS } from '#document/roots.ts';
import { TOPICS, type Activity } from '#document/activities.ts';
import { PHASES } from '#domain/phases/phases.ts';
import type { Json } from '#domain/report/rich-text.ts';
import type { PersonName } from './names.ts';
import { evaluationPath } from '#lib/workspace/api.ts';

const value = v.optional(v.custom<Json>((raw) => raw !== undefined));
const schema = v.object({
	activities: v.array(
		v.object({
			first: v.number(),
			last: v.number(),
			from: v.string(),
			to: v.string(),
			userId: v.nullable(v.string()),
			topic: v.picklist(TOPICS),
			place: v.object({ areaId: v.optional(v.string()), subquestionId: v.optional(v.string()) }),
			what: v.variant('type', [
				v.object({
					type: v.literal('entry'),
					root: v.picklist(MAP_ROOTS),
					key: v.string(),
					before: value,
					after: value,
				}),
				v.object({ type: v.literal('text'), section: v.string() }),
				v.object({ type: v.literal('reveal'), subquestions: v.array(v.string()) }),
				v.object({ type: v.literal('many'), places: v.number() }),
				v.object({
					type: v.literal('phase'),
					from: v.picklist(PHASES),
					to: v.picklist(PHASES),
					reason: v.nullable(v.string()),
				}),
				v.object({
					type: v.literal('suggestion'),
					decision: v.picklist(['accepted', 'rejected', 'undone']),
					section: v.string(),
					by: v.string(),
					name: v.string(),
				}),
				v.object({
					type: v.literal('version'),
					id: v.string(),
					kind: v.picklist(['named', 'hourly']),
					label: v.string(),
				}),
			]),
		}),
	),
	next: v.nullable(v.number()),
	people: v.optional(
		v.array(v.object({ userId: v.string(), name: v.string(), initials: v.string(), former: v.boolean() })),
		[],
	),
});

export interface TimelineStretch {
	activities: Activity[];
	next: number | null;
	/** Whom it names. */
	people: PersonName[];
}

export interface Filter {
	person: string;
	area: string;
	topic: string;
}

/** Undefined for anything but a page. */
export function parseStretch(data: unknown): TimelineStretch | undefined {
	const parsed = v.safeParse(schema, data);
	return parsed.success ? parsed.output : undefined;
}

/** Of the page before a log position. Empty filters are left out. */
export function stretchPath(evaluationId: string, filter: Filter, before: number): string {
	const search = new URLSearchParams({ before: String(before) });
	for (const name of ['person', 'area', 'topic'] as const) if (filter[name]) search.set(name, filter[name]);
	return `${evaluationPath(evaluationId, 'timeline')}?${search}`;
}

/** Of what was done at one place; undefined `before`: up to now. A section alone is found by its area. */
export function subjectStretchPath(
	evaluationId: string,
	{ areaId, subquestionId }: { areaId?: string | undefined; subquestionId?: string | undefined },
	before: number | undefined,
): string {
	const search = new URLSearchParams();
	if (before !== undefined) search.set('before', String(before));
	if (subquestionId !== undefined) search.set('subquestion', subquestionId);
	else if (areaId !== undefined) search.set('area', areaId);
	return `${evaluationPath(evaluationId, 'timeline')}?${search}`;
}

export interface Day {
	/** Of its newest activity. ISO 8601. */
	at: string;
	activities: Activity[];
}

/** Newest day first, as the reader's calendar has days. */
export function days(activities: readonly Activity[], dayOf: (at: string) => string): Day[] {
	const list: Day[] = [];
	for (const activity of activities) {
		const last = list.at(-1);
		if (last && dayOf(last.at) === dayOf(activity.to)) last.activities.push(activity);
		else list.push({ at: activity.to, activities: [activity] });
	}
	return list;
}
