import { describe, expect, test } from 'vitest';
import { activitiesOf, PAUSE, type LoggedChange, type LoggedRow } from '#document/activities.ts';

const START = Date.parse('2026-11-23T12:00:00Z');
const areaOf = (id: string) => (id.includes('.') ? id.slice(0, id.indexOf('.')) : undefined);

/** Rows one after the other: who, how many milliseconds after the start, what. */
const rows = (...list: [string | null, number, ...LoggedChange[]][]): LoggedRow[] =>
	list.map(([userId, after, ...changes], n) => ({
		seq: n + 1,
		at: new Date(START + after).toISOString(),
		userId,
		changes,
	}));
const told = (...list: Parameters<typeof rows>) => activitiesOf(rows(...list), areaOf);
const score = (before: number | undefined, after: number | undefined, key = '1.4/cd'): LoggedChange => ({
	root: 'scores',
	key,
	...(before !== undefined && { before: { points: before } }),
	...(after !== undefined && { after: { points: after } }),
});
const text: LoggedChange = { root: 'text:sub:1.4' };

describe('what one person did at one place', () => {
	test('in a while is one activity, from the first value to the last', () => {
		expect(told(['cd', 0, score(18, 19)], ['cd', 5_000, score(19, 19.5)])).toEqual([
			{
				first: 1,
				last: 2,
				from: '2026-11-23T12:00:00.000Z',
				to: '2026-11-23T12:00:05.000Z',
				userId: 'cd',
				topic: 'scores',
				place: { areaId: '1', subquestionId: '1.4' },
				what: {
					type: 'entry',
					root: 'scores',
					key: '1.4/cd',
					before: { points: 18 },
					after: { points: 19.5 },
				},
			},
		]);
	});

	test('goes on over any time as long as no pause is longer than ten minutes', () => {
		const typed = told(
			['ab', 0, text],
			['ab', PAUSE, text],
			['ab', 2 * PAUSE, text],
			['ab', 3 * PAUSE + 1, text],
		);
		expect(typed.map(({ first, last }) => [first, last])).toEqual([
			[1, 3],
			[4, 4],
		]);
		expect(typed[0]?.what).toEqual({ type: 'text', section: 'sub:1.4' });
	});

	test('is not mixed with what others did there, or with what they did elsewhere', () => {
		const mixed = told(
			['ab', 0, text],
			['cd', 10, text],
			['ab', 20, text],
			['ab', 30, score(1, 2, '1.4/ab')],
		);
		expect(mixed.map(({ userId, topic, first, last }) => [userId, topic, first, last])).toEqual([
			['ab', 'texts', 1, 3],
			['cd', 'texts', 2, 2],
			['ab', 'scores', 4, 4],
		]);
	});

	test('tells a value that came and went without one', () => {
		const [only, ...rest] = told(['cd', 0, score(undefined, 4)], ['cd', 10, score(4, undefined)]);
		expect(rest).toEqual([]);
		expect(only?.what).toEqual({ type: 'entry', root: 'scores', key: '1.4/cd' });
	});
});

test('a reveal is one activity, with the subquestions it opened', () => {
	const changes = ['1.2/a', '1.1/a', '1.1/b'].flatMap((key) => [
		{ root: 'firstScores', key, after: { points: 1 } },
		{ root: 'scores', key, after: { points: 1 } },
	]);
	expect(told(['lead', 0, ...changes])).toMatchObject([
		{ topic: 'scores', place: {}, what: { type: 'reveal', subquestions: ['1.1', '1.2'] } },
	]);
});

test('many places in one row are told as one', () => {
	const changes = Array.from({ length: 40 }, (_, n) => score(undefined, n, `1.${n}/ab`));
	expect(told(['ab', 0, ...changes])).toMatchObject([{ what: { type: 'many', places: 40 } }]);
});

describe('where it was', () => {
	test.each<[LoggedChange, object]>([
		[{ root: 'text:area:2:summary' }, { areaId: '2' }],
		[{ root: 'text:report:summary' }, {}],
		[{ root: 'text:finding:f', on: 'area:3' }, { areaId: '3' }],
		[{ root: 'findings', key: 'f', on: 'area:3' }, { areaId: '3' }],
		[
			{ root: 'sections', key: 'sub:4.1' },
			{ areaId: '4', subquestionId: '4.1' },
		],
		[
			{ root: 'citations', key: 'sub:4.2/s' },
			{ areaId: '4', subquestionId: '4.2' },
		],
		[
			{ root: 'threads', key: 't', on: 'score:5.1' },
			{ areaId: '5', subquestionId: '5.1' },
		],
		[
			{ root: 'messages', key: 't/u/m', on: 'sub:5.2' },
			{ areaId: '5', subquestionId: '5.2' },
		],
		[
			{ root: 'session', key: 'discussed/6.1' },
			{ areaId: '6', subquestionId: '6.1' },
		],
		[{ root: 'session', key: 'state' }, {}],
	])('%o', (change, place) => {
		expect(told(['ab', 0, change])).toMatchObject([{ place }]);
		expect(told(['ab', 0, change])[0]?.place).toEqual(place);
	});

	test('what is in no known place of the document is not told', () => {
		expect(told(['ab', 0, { root: 'elsewhere', key: 'k', after: 1 }])).toEqual([]);
	});
});
