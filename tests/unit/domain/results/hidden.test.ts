import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf, roundHalfUp } from '#domain/points/points.ts';
import { exactly, hiddenScore, meet, printsAs, sumOfHidden } from '#domain/results/hidden.ts';
import { printedAreas, printedRows } from './vallentuna.ts';

test('every printed row of the published report has a score behind it', () => {
	for (const { achieved, max, percent } of [...printedRows, ...printedAreas])
		expect(hiddenScore(achieved, max, percent)).not.toBeNull();
});

test('the sums of the published report lie within what their rows allow, though five columns do not add up', () => {
	for (const area of printedAreas) {
		const rows = printedRows.filter(({ id }) => id.startsWith(`${area.id}.`));
		const sum = sumOfHidden(rows.map((row) => hiddenScore(row.achieved, row.max, row.percent)!));
		expect(meet(sum, hiddenScore(area.achieved, area.max, area.percent)!)).toBe(true);
		const { low, high } = printsAs(sum);
		expect(low).toBeLessThanOrEqual(area.achieved);
		expect(high).toBeGreaterThanOrEqual(area.achieved);
	}
});

test('a pair that no score prints is known', () => {
	expect(hiddenScore(11, 15, 85)).toBeNull();
	expect(hiddenScore(10, 10, 94)).toBeNull();
	expect(hiddenScore(10, 10, 95)).not.toBeNull();
	expect(hiddenScore(0, 10, 0)).not.toBeNull();
});

const score = fc
	.integer({ min: 1, max: 100 })
	.chain((max) => fc.record({ max: fc.constant(max), score: fc.integer({ min: 0, max: max * 100 }) }));

test('what a score prints as is never called impossible, and the score lies within', () => {
	fc.assert(
		fc.property(score, ({ max, score }) => {
			const hidden = hiddenScore(roundHalfUp(score), max, percentOf(score, max * 100));
			expect(hidden).not.toBeNull();
			expect(meet(hidden!, exactly(score))).toBe(true);
		}),
	);
});

test('a sum of scores lies within the sum of what hides them', () => {
	fc.assert(
		fc.property(fc.array(score, { minLength: 1, maxLength: 8 }), (scores) => {
			const sum = scores.reduce((total, one) => total + one.score, 0);
			const hidden = sumOfHidden(
				scores.map((one) =>
					hiddenScore(roundHalfUp(one.score), one.max, percentOf(one.score, one.max * 100))!,
				),
			);
			const { low, high } = printsAs(hidden);
			expect(roundHalfUp(sum)).toBeGreaterThanOrEqual(low);
			expect(roundHalfUp(sum)).toBeLessThanOrEqual(high);
		}),
	);
});
