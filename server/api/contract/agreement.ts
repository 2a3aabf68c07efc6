/** Agreement statistics: each a value with what it rests on, or the reason why there is none. */
import * as v from 'valibot';
import { route } from '../route.ts';
import * as shape from './shapes.ts';

const number = v.number();
const bound = v.pipe(v.nullable(v.number()), v.description('null where none can be given'));

const tooLittleData = v.object({
	kind: v.literal('too-little-data'),
	of: v.picklist(['values', 'rows', 'raters']),
	have: shape.count,
	need: shape.count,
});
const noVariation = v.object({ kind: v.literal('no-variation') });
const estimate = <E extends v.ObjectEntries>(figures: E) =>
	v.union([v.object({ kind: v.literal('value'), ...figures }), tooLittleData, noVariation]);

const alpha = estimate({
	alpha: number,
	observedDisagreement: number,
	expectedDisagreement: number,
	rows: shape.count,
	values: shape.count,
});
const coefficient = estimate({ icc: number, low: bound, high: bound });
const forms = v.object({ single: coefficient, average: coefficient });
const intraclass = estimate({
	rows: v.pipe(shape.count, v.description('complete rows, which went in')),
	ofRows: shape.count,
	raters: shape.count,
	meanSquares: v.object({ between: number, within: number, raters: number, residual: number }),
	oneWay: v.pipe(forms, v.description('ICC(1,1) and ICC(1,k)')),
	agreement: v.pipe(forms, v.description('ICC(2,1) and ICC(2,k)')),
	consistency: v.pipe(forms, v.description('ICC(3,1) and ICC(3,k)')),
});
const bias = v.object({
	bias: number,
	ownMinusOthers: number,
	sharedRows: shape.count,
	component: shape.count,
});
const named = { rater: shape.id };
const leniency = v.object({
	raters: v.pipe(
		v.array(
			v.union([
				v.object({ ...named, kind: v.literal('value'), percent: bias, points: bias }),
				v.object({ ...named, ...tooLittleData.entries }),
				v.object({ ...named, ...noVariation.entries }),
			]),
		),
		v.description('everyone’s for leads, else one’s own'),
	),
	components: shape.count,
});
const meanPercent = estimate({ percent: number });
const round = v.object({ alpha, meanRange: meanPercent, meanMad: meanPercent });

const scope = {
	wentIn: v.object({
		rows: shape.count,
		comparableRows: shape.count,
		completeRows: shape.count,
		raters: shape.count,
		values: shape.count,
	}),
	alpha,
	alphaInterval: estimate({ low: number, high: number, resamples: shape.count, seed: shape.count }),
	intraclass,
	concordance: estimate({ w: number, uncorrected: number, rows: shape.count, raters: shape.count }),
	leniency,
	rounds: v.object({
		first: round,
		second: round,
		cells: shape.count,
		changed: shape.count,
		meanShift: meanPercent,
		consensusDistance: estimate({ percent: number, rows: shape.count }),
	}),
};

const figures = v.object({
	lowest: number,
	highest: number,
	mean: number,
	median: number,
	range: number,
	mad: number,
	madAroundMedian: number,
	sd: number,
	meanPairwiseDifference: number,
});

export const getAgreement = route({
	method: 'GET',
	path: '/evaluations/{id}/agreement',
	summary: 'How far the revealed scores agree: over all, per area and per subquestion',
	answer: {
		status: 200,
		description: 'Coefficients are of percent of max. `seq`: the log position it was computed from.',
		schema: v.object({
			seq: shape.count,
			raters: v.array(shape.id),
			tolerance: number,
			overall: v.object(scope),
			areas: v.array(v.object({ areaId: shape.id, ...scope })),
			subquestions: v.array(
				v.object({
					subquestionId: shape.id,
					revealed: v.boolean(),
					flagged: v.boolean(),
					spread: v.union([
						v.object({
							kind: v.literal('value'),
							count: shape.count,
							points: figures,
							percent: figures,
							share: v.pipe(number, v.description('range / max, 0–1')),
						}),
						tooLittleData,
					]),
				}),
			),
		}),
	},
	refuses: [403, 404],
});

export const getAgreementCsv = route({
	method: 'GET',
	path: '/evaluations/{id}/agreement.csv',
	summary: 'The numbers that went into the statistics; leads and those who score',
	query: v.strictObject({
		round: v.optional(
			v.pipe(v.picklist(['first', 'now']), v.description('as first revealed, or as they are now')),
			'now',
		),
	}),
	answer: {
		status: 200,
		description: 'A row per subquestion; points and percent of max per person, empty where none was given.',
		mediaType: 'text/csv',
	},
	refuses: [403, 404],
});
