import { expect, test } from 'vitest';
import { costAt, lawOf } from '../../../bench/growth/law.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const SIZES = [10, 30, 100, 300, 1_000, 3_000];

const measured = (cost: (n: number) => number, noise = 0) => {
	const random = seededRandom(5);
	return SIZES.map((n) => ({ n, cost: cost(n) * (1 + noise * (random.below(200) / 100 - 1)) }));
};

test.each([
	['constant', () => 7],
	['log n', (n: number) => 2 + 3 * Math.log2(n)],
	['linear', (n: number) => 5 + 0.2 * n],
	['quadratic', (n: number) => 5 + 0.001 * n * n],
	['square root', (n: number) => 0.4 * Math.sqrt(n)],
] as const)('%s is recognised, also where figures scatter by a twentieth', (name, cost) => {
	expect(lawOf(measured(cost)).name).toBe(name);
	expect(lawOf(measured(cost, 0.05)).name).toBe(name);
});

test('n log n without a fixed part is told from linear and from quadratic', () => {
	expect(lawOf(measured((n) => n * Math.log2(n))).name).toBe('n log n');
});

test('the fixed part and the rate are those of the figures, and give them back', () => {
	const law = lawOf(measured((n) => 5 + 0.2 * n));
	expect(law.fixed).toBeCloseTo(5);
	expect(law.rate).toBeCloseTo(0.2);
	expect(law.error).toBeCloseTo(0);
	expect(costAt(law, 3_000)).toBeCloseTo(605);
});

test('it bends where the growing part becomes more than the fixed one, and nowhere without such a place', () => {
	expect(lawOf(measured((n) => 20 + 0.2 * n)).bend).toBeCloseTo(100);
	expect(lawOf(measured(() => 20)).bend).toBeNull();
	expect(lawOf(measured((n) => 3 * n)).bend).toBeNull();
});

test('a cost that falls has no negative rate', () => {
	const law = lawOf(measured((n) => 10 - n / 1_000));
	expect(law.rate).toBe(0);
	expect(law.slope).toBeLessThan(0);
});

test('the exponents say how it grows over all sizes and between the two largest', () => {
	const { slope, lastSlope } = lawOf(measured((n) => n * n));
	expect(slope).toBeCloseTo(2);
	expect(lastSlope).toBeCloseTo(2);
});

test('one size alone has no law', () => {
	expect(() => lawOf([{ n: 10, cost: 1 }])).toThrow('two sizes');
});
