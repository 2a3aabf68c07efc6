import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disagreementQueue } from '#domain/consensus/queue.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';
import { allSubquestions } from '#domain/framework/framework.ts';
import { scoresFrom } from '../fixtures/scores.ts';

const team = ['ann', 'bo', 'cai', 'dan'];
const ranked = (scores: Parameters<typeof scoresFrom>[0], tolerance?: number) =>
	disagreementQueue(KOMMUNKOMPASSEN, scoresFrom(scores), team, tolerance);

test('widest share of max first, not widest in points', () => {
	const { ranked: queue } = ranked({ '1.4': { ann: 10, bo: 16 }, '1.5': { ann: 4, bo: 7 } });
	// 3 of 10 is more than 6 of 30.
	expect(queue.map(({ subquestionId, rank }) => [subquestionId, rank])).toEqual([
		['1.5', 1],
		['1.4', 2],
	]);
});

test('at equal range the larger mean deviation goes first, then more values', () => {
	const { ranked: queue } = ranked({
		'1.1': { ann: 3, bo: 6, cai: 6, dan: 9 },
		'2.1': { ann: 3, bo: 9 },
		'3.1': { ann: 3, bo: 3, cai: 9, dan: 9 },
	});
	expect(queue.map(({ subquestionId }) => subquestionId)).toEqual(['3.1', '2.1', '1.1']);
	expect(queue.map(({ rank }) => rank)).toEqual([1, 2, 3]);
});

test('ties share a rank, keep the framework’s order, and the next rank counts on', () => {
	const { ranked: queue } = ranked({
		'8.1': { ann: 3, bo: 6 },
		'1.1': { ann: 12.1, bo: 9.1 },
		// The same shares on another scale.
		'1.2': { ann: 4, bo: 8 },
		'1.5': { ann: 5, bo: 6 },
	});
	expect(queue.map(({ subquestionId, rank }) => [subquestionId, rank])).toEqual([
		['1.1', 1],
		['1.2', 1],
		['8.1', 1],
		['1.5', 4],
	]);
});

test('flags from the tolerance on', () => {
	const scores = { '1.1': { ann: 14.1, bo: 11.1 }, '1.2': { ann: 10, bo: 13.99 } };
	expect(ranked(scores).ranked.map(({ flagged }) => flagged)).toEqual([true, false]);
	expect(ranked(scores, 0.1).ranked.map(({ flagged }) => flagged)).toEqual([true, true]);
	expect(ranked(scores, 0.3).ranked.map(({ flagged }) => flagged)).toEqual([false, false]);
});

test('what fewer than two have put a number on stands apart', () => {
	const { ranked: queue, notComparable } = ranked({
		'1.1': { ann: 14, bo: 'na', cai: 'abstains' },
		'1.2': { ann: 10, bo: 12 },
		'1.3': { ann: 10, stranger: 2 },
	});
	expect(queue).toHaveLength(1);
	expect(notComparable).toHaveLength(44);
	expect(notComparable.slice(0, 3).map(({ subquestionId, data }) => [subquestionId, data.have])).toEqual([
		['1.1', 1],
		['1.3', 1],
		['1.4', 0],
	]);
});

test('the order depends neither on who scored first nor on the order of members', () => {
	const ids = allSubquestions(KOMMUNKOMPASSEN);
	const row = fc.array(fc.option(fc.integer({ min: 0, max: 10 })), { minLength: 4, maxLength: 4 });
	fc.assert(
		fc.property(
			fc.array(row, { minLength: 45, maxLength: 45 }),
			fc.integer({ min: 1, max: 3 }),
			(rows, turn) => {
				const table = Object.fromEntries(
					ids.map(({ id, max }, u) => [
						id,
						Object.fromEntries(
							team.flatMap((user, j) => {
								const step = rows[u]?.[j];
								return step === null || step === undefined ? [] : [[user, Math.round(max * step * 10) / 100]];
							}),
						),
					]),
				);
				const turned = [...team.slice(turn), ...team.slice(0, turn)];
				const short = (members: string[]) =>
					disagreementQueue(KOMMUNKOMPASSEN, scoresFrom(table), members).ranked.map(
						({ subquestionId, rank, flagged }) => [subquestionId, rank, flagged],
					);
				expect(short(turned)).toEqual(short(team));
			},
		),
		{ numRuns: 30 },
	);
});
