/**
 * Results as JSON into entries: one result or many, rows in one list or areas with their subquestions, as our own
 * report gives them, so that what one installation exports another takes.
 */
import * as v from 'valibot';
import type { Entry } from '#domain/results/table.ts';

const scalar = v.optional(v.nullable(v.union([v.pipe(v.string(), v.maxLength(500)), v.number()])));
const figure = v.object({
	id: v.union([v.pipe(v.string(), v.maxLength(100)), v.number()]),
	achieved: scalar,
	max: scalar,
	percent: scalar,
	points: scalar,
});
const figures = v.array(figure);

/** Everything else in it is passed over: a report says much that a result does not need. */
export const resultJson = v.object({
	municipality: v.optional(v.union([v.string(), v.object({ code: v.string() })])),
	municipalityCode: v.optional(v.string()),
	year: v.optional(v.union([v.string(), v.number()])),
	frameworkId: v.optional(v.string()),
	framework: v.optional(v.union([v.string(), v.object({ id: v.string() })])),
	evaluation: v.optional(
		v.object({ municipality: v.object({ code: v.string() }), year: v.union([v.string(), v.number()]) }),
	),
	rows: v.optional(figures),
	subquestions: v.optional(figures),
	areas: v.optional(v.array(v.object({ ...figure.entries, subquestions: v.optional(figures) }))),
	/** The same as CSV, under its column names. */
	csv: v.optional(v.string()),
});
/** What a file of JSON may be: one of them, several, or bare rows whose municipality and year stand beside the file. */
export const resultsJson = v.union([
	resultJson,
	v.array(resultJson),
	v.object({ results: v.array(resultJson) }),
	figures,
]);
type ResultJson = v.InferOutput<typeof resultJson>;
type Figure = v.InferOutput<typeof figure>;

const written = (value: string | number | null | undefined): string =>
	value === null || value === undefined ? '' : String(value).trim();

/** A total of an incomplete report is null and its rows may be too: those say nothing and are left out. */
const says = ({ achieved, points, percent }: Figure): boolean =>
	[achieved, points, percent].some((value) => written(value) !== '');

/** Whose result it is, as written; '' where it is not said. */
export const placeOf = (result: ResultJson): Pick<Entry, 'municipality' | 'year' | 'framework'> => ({
	municipality: written(
		result.municipalityCode ??
			(typeof result.municipality === 'object' ? result.municipality.code : result.municipality) ??
			result.evaluation?.municipality.code,
	),
	year: written(result.year ?? result.evaluation?.year),
	framework: written(
		result.frameworkId ?? (typeof result.framework === 'object' ? result.framework.id : result.framework),
	),
});

/** Rows are counted through all results, from 1. */
export function entriesOf(results: readonly ResultJson[]): Entry[] {
	const entries: Entry[] = [];
	for (const result of results) {
		const place = placeOf(result);
		const rows = [
			...(result.rows ?? []),
			...(result.areas ?? []).flatMap(({ subquestions = [], ...area }) =>
				[area, ...subquestions].filter(says),
			),
			...(result.subquestions ?? []),
		];
		for (const row of rows)
			entries.push({
				...place,
				row: entries.length + 1,
				id: written(row.id),
				achieved: written(row.achieved),
				points: written(row.points),
				max: written(row.max),
				percent: written(row.percent),
			});
	}
	return entries;
}
