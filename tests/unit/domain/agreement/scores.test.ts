import { describe, expect, test } from 'vitest';
import { dataCsv } from '#domain/agreement/data-csv.ts';
import { compareRounds } from '#domain/agreement/rounds.ts';
import { scoreMatrix, type Score, type Scores } from '#domain/agreement/score-matrix.ts';
import { isWide, spreadOf } from '#domain/agreement/spread.ts';
import { agreementReport } from '#domain/agreement/summary.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { scoresFrom } from '../fixtures/scores.ts';
import { valueOf } from './value-of.ts';

describe('the matrix', () => {
	test('is in percent of max, so that equal shares of different maxima are equal', () => {
		const scores = scoresFrom({ '1.1': { ann: 7.5 }, '1.2': { ann: 10 }, '1.5': { ann: 5 } });
		const { rows, percent, points } = scoreMatrix(KOMMUNKOMPASSEN, scores, ['ann'], '1');
		expect(rows.map(({ max }) => max)).toEqual([15, 20, 25, 30, 10]);
		expect(percent.map(([value]) => value)).toEqual([50, 50, null, null, 50]);
		expect(points.map(([value]) => value)).toEqual([7.5, 10, null, null, 5]);
	});

	test('holds a gap for "not assessable", "abstains" and nothing, and nobody who does not count', () => {
		const scores: Scores = new Map<string, ReadonlyMap<string, Score>>([
			[
				'1.1',
				new Map<string, Score>([
					['ann', { points: 0 }],
					['bo', { notAssessable: 'No access' }],
					['cai', { abstain: true }],
					['gone', { points: 15 }],
				]),
			],
		]);
		const { points, raters } = scoreMatrix(KOMMUNKOMPASSEN, scores, ['ann', 'bo', 'cai', 'dan'], '1');
		expect(points[0]).toEqual([0, null, null, null]);
		expect(raters).toEqual(['ann', 'bo', 'cai', 'dan']);
	});
});

describe('the report', () => {
	const ids = allSubquestions(KOMMUNKOMPASSEN);
	const scores = scoresFrom(
		Object.fromEntries(
			ids.map(({ id, max }, u) => [
				id,
				{
					ann: (max * ((u % 5) + 4)) / 10,
					...(u % 7 !== 0 && { bo: (max * ((u % 5) + 5)) / 10 }),
				},
			]),
		),
	);
	const report = agreementReport(KOMMUNKOMPASSEN, scores, ['ann', 'bo', 'cai']);

	test('says how many rows went into which figure: 38 of 45', () => {
		expect(report.overall.wentIn).toEqual({
			rows: 45,
			comparableRows: 38,
			completeRows: 38,
			raters: 2,
			values: 83,
		});
		expect(valueOf(report.overall.intraclass)).toMatchObject({ rows: 38, ofRows: 45, raters: 2 });
	});

	test('covers every area by itself', () => {
		expect(report.areas.map(({ areaId }) => areaId)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
		expect(report.areas.map(({ agreement }) => agreement.wentIn.rows)).toEqual([5, 5, 5, 6, 6, 6, 5, 7]);
	});

	test('gives leniency in percent units and in points, and none for whoever scored nothing', () => {
		const [ann, bo, cai] = report.overall.leniency.raters;
		expect(ann).toMatchObject({ rater: 'ann', kind: 'value' });
		if (ann?.kind !== 'value' || bo?.kind !== 'value') throw new Error('No leniency.');
		expect(ann.percent.bias).toBeCloseTo(-5, 9);
		expect(bo.percent.ownMinusOthers).toBeCloseTo(10, 9);
		expect(ann.points.bias).toBeLessThan(-0.5);
		expect(ann.percent.sharedRows).toBe(38);
		expect(cai).toEqual({ rater: 'cai', kind: 'too-little-data', of: 'rows', have: 0, need: 1 });
	});

	test('an evaluation nobody has scored yet reports reasons, not numbers', () => {
		const empty = agreementReport(KOMMUNKOMPASSEN, new Map(), ['ann', 'bo']);
		expect(empty.overall.alpha.kind).toBe('too-little-data');
		expect(empty.overall.intraclass.kind).toBe('too-little-data');
		expect(empty.overall.leniency.components).toBe(0);
	});
});

describe('first round against second', () => {
	const first = scoresFrom({
		'1.1': { ann: 6, bo: 12 },
		'1.2': { ann: 10, bo: 16 },
		'1.5': { ann: 4 },
	});
	const second = scoresFrom({
		'1.1': { ann: 9, bo: 12 },
		'1.2': { ann: 14, bo: 14 },
		'1.5': { ann: 4, bo: 5 },
	});

	test('compares the cells that have a number in both', () => {
		const comparison = compareRounds(KOMMUNKOMPASSEN, { first, second }, ['ann', 'bo']);
		expect(comparison).toMatchObject({ cells: 5, changed: 3 });
		// 1.1: 20 of 100; 1.2: 20 and 10; two unchanged.
		expect(valueOf(comparison.meanShift).percent).toBeCloseTo(50 / 5, 9);
		expect(valueOf(comparison.first.meanRange).percent).toBeCloseTo((40 + 30) / 2, 9);
		expect(valueOf(comparison.second.meanRange).percent).toBeCloseTo((20 + 0) / 2, 9);
	});

	test('α may fall while scores come closer, because it also asks how far the rows lie apart', () => {
		const comparison = compareRounds(KOMMUNKOMPASSEN, { first, second }, ['ann', 'bo']);
		expect(valueOf(comparison.first.alpha).alpha).toBeCloseTo(-8 / 17, 9);
		expect(valueOf(comparison.second.alpha).alpha).toBeCloseTo(-0.5, 9);
	});

	test('tells how far the consensus lies from where the group began', () => {
		const comparison = compareRounds(
			KOMMUNKOMPASSEN,
			{ first, second },
			['ann', 'bo'],
			new Map([
				['1.1', { kind: 'points', points: 1050 }],
				['1.2', { kind: 'not-assessable' }],
				['1.3', { kind: 'points', points: 2000 }],
			]),
		);
		expect(valueOf(comparison.consensusDistance)).toMatchObject({ rows: 1 });
		expect(valueOf(comparison.consensusDistance).percent).toBeCloseTo(10, 9);
	});

	test('has nothing to say without a first round', () => {
		const comparison = compareRounds(KOMMUNKOMPASSEN, { first: new Map(), second }, ['ann', 'bo']);
		expect(comparison.meanShift).toEqual({ kind: 'too-little-data', of: 'values', have: 0, need: 1 });
		expect(comparison.consensusDistance.kind).toBe('too-little-data');
		expect(comparison.first.alpha.kind).toBe('too-little-data');
	});
});

describe('spread', () => {
	test('fewer than two numbers cannot be compared yet', () => {
		expect(spreadOf([], 15)).toEqual({ kind: 'too-little-data', of: 'values', have: 0, need: 2 });
		expect(spreadOf([700], 15)).toEqual({ kind: 'too-little-data', of: 'values', have: 1, need: 2 });
	});

	test('a spread of exactly the tolerance is flagged, though decimals would miss it', () => {
		// 14.1 − 11.1 is 2.9999999999999996 in binary fractions.
		const spread = spreadOf([1410, 1110], 15);
		if (spread.kind !== 'value') throw new Error('Not comparable.');
		expect(spread.points.range).toBe(3);
		expect(isWide(spread)).toBe(true);
		expect(isWide(spread, 0.201)).toBe(false);
	});

	test('unanimous scores are never flagged, not even at a tolerance of nothing', () => {
		const spread = spreadOf([900, 900, 900], 15);
		if (spread.kind !== 'value') throw new Error('Not comparable.');
		expect(isWide(spread, 0)).toBe(false);
		expect(spread.points).toMatchObject({ range: 0, mad: 0, sd: 0, meanPairwiseDifference: 0 });
	});

	test('gives points and percent of max side by side', () => {
		const spread = spreadOf([600, 900, 1200], 15);
		expect(spread).toMatchObject({
			share: 0.4,
			points: { lowest: 6, highest: 12, mean: 9, median: 9, range: 6, mad: 2, madAroundMedian: 2, sd: 3 },
			percent: { range: 40, mean: 60, sd: 20, meanPairwiseDifference: 400 / 15 },
		});
	});
});

describe('the data as CSV', () => {
	const matrix = scoreMatrix(
		KOMMUNKOMPASSEN,
		scoresFrom({ '1.1': { ann: 7.5, bo: 15 }, '1.5': { ann: 0 } }),
		['ann', 'bo'],
		'1',
	);

	test('holds every number that went in, gaps empty, labels quoted where needed', () => {
		const lines = dataCsv(matrix, (rater) => rater.toUpperCase()).split('\r\n');
		expect(lines[0]).toBe('id,label,max,ANN points,BO points,ANN percent,BO percent');
		expect(lines[1]).toBe(
			'1.1,Finns en plan/strategi för demokratiutveckling och information?,15,7.5,15,50,100',
		);
		expect(lines[5]).toBe('1.5,Etik – skapas tillit genom god etik?,10,0,,0,');
		expect(lines).toHaveLength(7);
	});

	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '|cmd', '%x'])(
		'a name like %j cannot become a formula',
		(name) => {
			const header = dataCsv(matrix, () => name).split('\r\n')[0] ?? '';
			expect(header.split(',')[3]).toBe(`'${name} points`);
		},
	);

	test('quotes and line breaks stay inside their field', () => {
		const csv = dataCsv(matrix, () => 'A "B",\nC');
		expect(csv.startsWith('id,label,max,"A ""B"",\nC points",')).toBe(true);
	});
});
