/** The server's board as far as a page needs it: what it cannot see in the document while scores are hidden. */
import * as v from 'valibot';

const schema = v.object({
	asOf: v.string(),
	areas: v.array(
		v.object({
			tiles: v.array(v.object({ subquestionId: v.string(), missing: v.optional(v.array(v.string())) })),
		}),
	),
	members: v.array(
		v.object({
			userId: v.string(),
			areas: v.array(v.object({ areaId: v.string(), filled: v.number() })),
		}),
	),
});

export interface Report {
	/** ISO 8601: the minute that hidden counts of others are from. */
	asOf: string;
	/** Subquestion id → members not known to have scored it; only where that is told. */
	missing: ReadonlyMap<string, ReadonlySet<string>>;
	/** User id → area id → rows filled. */
	filled: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Undefined for anything but a board. */
export function parseReport(data: unknown): Report | undefined {
	const parsed = v.safeParse(schema, data);
	if (!parsed.success) return undefined;
	const { asOf, areas, members } = parsed.output;
	const tiles = areas.flatMap((area) => area.tiles);
	return {
		asOf,
		missing: new Map(
			tiles.flatMap(({ subquestionId, missing }) =>
				missing ? [[subquestionId, new Set(missing)] as const] : [],
			),
		),
		filled: new Map(
			members.map(({ userId, areas: counts }) => [
				userId,
				new Map(counts.map(({ areaId, filled }) => [areaId, filled])),
			]),
		),
	};
}
