/** Evaluations and municipalities beside each other, never without what their framework versions allow. */
import * as v from 'valibot';
import { COMPARABILITIES } from '#domain/framework/framework.ts';
import { route } from '../route.ts';
import { cohortView, counties, framework } from './result-shapes.ts';
import * as shape from './shapes.ts';

const comparability = v.picklist(COMPARABILITIES);
const nullable = v.nullable(v.number());

const earlier = v.object({
	resultId: v.nullable(shape.id),
	year: v.number(),
	framework,
	comparability,
	fictitious: v.boolean(),
	note: v.nullable(shape.text),
});

const compared = {
	id: shape.id,
	name: shape.text,
	achieved: nullable,
	max: v.number(),
	percent: nullable,
	previous: v.nullable(
		v.object({
			achieved: nullable,
			percent: nullable,
			comparability,
			change: v.nullable(v.pipe(v.number(), v.description('points; null where it must not be compared'))),
			derived: v.boolean(),
		}),
	),
	cohort: v.nullable(
		v.object({
			mean: v.nullable(v.pipe(v.number(), v.description('decimal points'))),
			n: shape.count,
			comparability,
			difference: nullable,
		}),
	),
	place: v.nullable(v.object({ place: shape.count, of: shape.count, tied: v.boolean() })),
	others: v.pipe(
		v.array(v.number()),
		v.description('percent of the others, lowest first; points for the total'),
	),
};

export const getComparison = route({
	method: 'GET',
	path: '/evaluations/{id}/comparison',
	summary: 'This evaluation against its municipality’s earlier result and its cohort, with its places',
	query: v.strictObject({
		previous: v.optional(v.pipe(shape.id, v.description('id of the earlier result; default: the newest'))),
	}),
	answer: {
		status: 200,
		description: 'Figures as printed; nulls while consensus is missing.',
		schema: v.object({
			evaluation: v.object({
				id: shape.id,
				title: shape.text,
				municipality: shape.text,
				year: v.number(),
				final: v.boolean(),
			}),
			framework,
			previous: v.nullable(earlier),
			earlier: v.array(earlier),
			cohort: v.nullable(cohortView),
			set: v.object({ kind: v.picklist(['cohort', 'library']), n: shape.count }),
			total: v.object(compared),
			comparableAreas: v.nullable(
				v.object({
					ids: v.array(shape.id),
					achieved: nullable,
					max: v.number(),
					previous: nullable,
					comparability,
					change: nullable,
				}),
			),
			areas: v.array(v.object({ ...compared, subquestions: v.array(v.object(compared)) })),
		}),
	},
	refuses: [403, 404],
});

const whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'notWhole'), v.transform(Number));
const flag = v.optional(v.picklist(['true', 'false']));

export const getRanking = route({
	method: 'GET',
	path: '/compare/ranking',
	summary: 'Who is best at the whole, an area or a subquestion, with ties (1, 2, 2, 4)',
	query: v.strictObject({
		frameworkId: v.pipe(shape.id, v.description('the version whose question it is')),
		area: v.optional(shape.id),
		subquestion: v.optional(v.pipe(shape.id, v.description('without both: the total'))),
		cohortId: v.optional(v.pipe(shape.id, v.description('among its members, as they were extracted'))),
		county: counties,
		from: v.optional(whole),
		to: v.optional(whole),
		minPercent: v.optional(v.pipe(whole, v.maxValue(100))),
		every: v.optional(v.pipe(flag, v.description('true: every result, not only each municipality’s newest'))),
		otherVersions: v.optional(
			v.pipe(flag, v.description('true: also results of versions whose figure is comparable')),
		),
	}),
	answer: {
		status: 200,
		description: 'Highest first.',
		schema: v.object({
			framework,
			subject: v.union([
				v.object({ kind: v.literal('total') }),
				v.object({ kind: v.picklist(['area', 'subquestion']), id: shape.id }),
			]),
			max: v.number(),
			cohort: v.nullable(cohortView),
			n: shape.count,
			distribution: v.nullable(
				v.pipe(
					v.object({
						n: shape.count,
						lowest: v.number(),
						highest: v.number(),
						median: v.number(),
						mean: v.number(),
					}),
					v.description('of the percents; median and mean in hundredths of one'),
				),
			),
			rows: v.array(
				v.object({
					resultId: shape.id,
					evaluationId: v.nullable(shape.id),
					municipality: shape.municipality,
					year: v.number(),
					framework,
					comparability,
					place: shape.count,
					tied: v.boolean(),
					achieved: nullable,
					max: v.number(),
					percent: v.number(),
					derived: v.boolean(),
					fictitious: v.boolean(),
					strengths: v.array(shape.text),
				}),
			),
		}),
	},
	refuses: [403, 404],
});

const points = v.array(
	v.object({
		resultId: shape.id,
		year: v.number(),
		framework,
		achieved: nullable,
		percent: nullable,
		max: v.number(),
		comparability: v.nullable(comparability),
		change: nullable,
		fictitious: v.boolean(),
	}),
);

export const getDevelopment = route({
	method: 'GET',
	path: '/compare/development',
	summary: 'One municipality over its results, with what may be compared from one to the next',
	query: v.strictObject({
		municipality: v.pipe(shape.text, v.description('name or code')),
		subquestion: v.optional(shape.id),
	}),
	answer: {
		status: 200,
		description: 'Changes in points for the total, in percentage points otherwise.',
		schema: v.object({
			municipality: shape.municipality,
			framework: v.nullable(framework),
			total: points,
			areas: v.array(v.object({ id: shape.id, name: shape.text, points })),
			subquestion: v.nullable(v.object({ id: shape.id, label: shape.text, points })),
		}),
	},
	refuses: [403, 422],
});
