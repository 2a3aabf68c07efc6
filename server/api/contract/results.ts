/** The results library: finalised evaluations and imported results, and cohorts taken from them. */
import * as v from 'valibot';
import { RESULT_LEVELS } from '#domain/results/result.ts';
import { RESULT_COLUMNS } from '#domain/results/table.ts';
import { resultsJson } from '../../imports/results-json.ts';
import { route } from '../route.ts';
import { cohort, cohortView, counties, framework } from './result-shapes.ts';
import * as shape from './shapes.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const figure = {
	achieved: v.nullable(v.pipe(v.number(), v.description('whole points as printed'))),
	max: v.number(),
	percent: v.nullable(v.number()),
	derived: v.pipe(
		v.boolean(),
		v.description('worked out here from printed rows, may differ by a point from what was printed'),
	),
};
const row = v.object({
	id: shape.id,
	...figure,
	exact: v.nullable(v.pipe(v.number(), v.description('unrounded, in hundredths, where it is known'))),
});
const head = {
	id: shape.id,
	source: v.picklist(['evaluation', 'import']),
	municipality: shape.municipality,
	year: v.number(),
	framework,
	level: v.picklist(RESULT_LEVELS),
	fictitious: v.pipe(v.boolean(), v.description('made up, for the demonstration')),
	note: v.nullable(shape.text),
	evaluationId: v.nullable(shape.id),
	at: shape.instant,
};

const whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'notWhole'), v.transform(Number));
const year = v.optional(v.pipe(whole, v.description('four digits')));
const offset = v.optional(whole, '0');
export const listResults = route({
	method: 'GET',
	path: '/results',
	summary: 'The results library, newest year first',
	query: v.strictObject({
		frameworkId: v.optional(shape.id),
		municipality: v.optional(v.pipe(shape.text, v.description('name or code'))),
		county: counties,
		from: year,
		to: year,
		source: v.optional(v.picklist(['evaluation', 'import'])),
		limit: shape.limit(1, 500, 100),
		offset,
	}),
	answer: {
		status: 200,
		description: '`total`: how many there are over all pages.',
		schema: v.object({
			results: v.array(v.object({ ...head, total: v.object(figure) })),
			total: shape.count,
		}),
	},
	refuses: [403],
});

const warning = v.object({ code: shape.text, message: shape.text });
const imported = v.object({
	id: v.optional(v.pipe(shape.id, v.description('absent in a preview'))),
	municipality: shape.municipality,
	year: v.number(),
	framework,
	level: v.picklist(RESULT_LEVELS),
	total: v.nullable(v.number()),
	areas: shape.count,
	subquestions: shape.count,
	warnings: v.array(warning),
});
const fault = v.object({
	row: v.nullable(v.pipe(shape.count, v.description('as a spreadsheet counts; the header is row 1'))),
	column: v.nullable(v.picklist(RESULT_COLUMNS)),
	code: shape.text,
	message: shape.text,
});

export const importResults = route({
	method: 'POST',
	path: '/results',
	summary:
		'Imports results as CSV, XLSX or JSON; administrators and leads. Columns id, achieved, max, percent; municipality, year and framework as columns or in the query',
	query: v.strictObject({
		municipality: v.optional(v.pipe(shape.text, v.description('name or code, where no column says it'))),
		municipalityCode: v.optional(shape.text),
		year: v.optional(shape.text),
		framework: v.optional(v.pipe(shape.text, v.description('id or version'))),
		frameworkId: v.optional(shape.text),
		note: v.optional(v.pipe(shape.text, v.description('where it comes from'))),
		fileName: v.optional(shape.text),
		dryRun: v.optional(
			v.pipe(
				v.picklist(['true', 'false']),
				v.description('true: says what is wrong and keeps nothing (200)'),
			),
		),
	}),
	upload: {
		mediaTypes: ['text/csv', 'text/tab-separated-values', XLSX, 'application/octet-stream'],
		json: resultsJson,
	},
	answer: {
		status: 201,
		description: 'What was kept, `id` being that of the only or first one.',
		schema: v.object({
			id: v.optional(shape.id),
			results: v.array(imported),
			faults: v.array(fault),
		}),
	},
	alternative: {
		status: 200,
		description: 'With `dryRun`: what would be kept, and every fault by row and column.',
	},
	refuses: [403, 409, 429],
});

export const getResult = route({
	method: 'GET',
	path: '/results/{id}',
	summary: 'One result with all its figures',
	answer: {
		status: 200,
		description:
			'Areas and subquestions in the framework’s order; those nothing is known about are left out.',
		schema: v.object({
			...head,
			total: row,
			areas: v.array(row),
			subquestions: v.array(row),
			strengths: v.array(v.object({ area: shape.id, subquestion: v.optional(shape.id), text: shape.text })),
			imported: v.nullable(
				v.object({ by: shape.text, fileName: v.nullable(shape.text), sha256: v.nullable(shape.text) }),
			),
			removable: v.boolean(),
		}),
	},
	refuses: [403, 404],
});

export const removeResult = route({
	method: 'DELETE',
	path: '/results/{id}',
	summary: 'Takes an imported result out of the library; administrators and leads',
	answer: { status: 204, description: 'Taken out. Cohorts that were extracted with it keep it.' },
	refuses: [404, 409],
});

export const restoreResult = route({
	method: 'POST',
	path: '/results/{id}/restore',
	summary: 'Takes a removal back; administrators and leads',
	answer: { status: 204, description: 'In the library again.' },
	refuses: [404, 409],
});

const mean = v.object({ mean: v.pipe(v.number(), v.description('decimal points')), n: shape.count });

export const listCohorts = route({
	method: 'GET',
	path: '/cohorts',
	summary: 'All cohorts, newest first',
	answer: { status: 200, description: 'Without their means.', schema: v.array(cohortView) },
	refuses: [403],
});

export const createCohort = route({
	method: 'POST',
	path: '/cohorts',
	summary:
		'Defines a cohort and freezes it: each municipality by its newest result of the version and the years; administrators and leads',
	body: v.strictObject({
		name: v.pipe(v.string(), v.maxLength(1000)),
		frameworkId: shape.id,
		from: v.pipe(v.number(), v.integer()),
		to: v.pipe(v.number(), v.integer()),
		counties: v.optional(v.pipe(v.array(shape.id), v.maxLength(30))),
	}),
	answer: { status: 201, description: 'As it was extracted.', schema: cohortView },
	refuses: [],
});

export const getCohort = route({
	method: 'GET',
	path: '/cohorts/{id}',
	summary: 'One cohort with its means',
	answer: {
		status: 200,
		description: 'Every mean with how many results had the figure.',
		schema: v.object({
			...cohort,
			total: v.nullable(mean),
			areas: v.record(v.string(), mean),
			subquestions: v.record(v.string(), mean),
		}),
	},
	refuses: [403, 404],
});

export const renameCohort = route({
	method: 'PUT',
	path: '/cohorts/{id}',
	summary: 'Gives a cohort another name; administrators and leads. Its definition never changes',
	body: v.strictObject({ name: v.pipe(v.string(), v.maxLength(1000)) }),
	answer: { status: 200, description: 'The cohort.', schema: cohortView },
	refuses: [404],
});

export const removeCohort = route({
	method: 'DELETE',
	path: '/cohorts/{id}',
	summary: 'Removes a cohort that no evaluation is set beside; administrators and leads',
	answer: { status: 204, description: 'Removed.' },
	refuses: [404, 409],
});

export const chooseCohort = route({
	method: 'PUT',
	path: '/evaluations/{id}/cohort',
	summary: 'Chooses the cohort an evaluation is set beside, or none; leads, until it is final',
	body: v.strictObject({ cohortId: v.nullable(shape.id) }),
	answer: { status: 204, description: 'Chosen.' },
	refuses: [404, 409],
});
