import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fCumulative, fQuantile } from '#domain/agreement/f-distribution.ts';

test.each([
	// Reference values from an independent implementation.
	[0.975, 5, 18, 3.381967805875243],
	[0.975, 5, 15, 3.5764153492790607],
	[0.975, 18, 5, 6.361883204654352],
	[0.975, 1, 1, 647.7890114778442],
	[0.975, 44, 308, 1.5113460734775557],
	[0.5, 3.7, 9.2, 0.8909621463135144],
	[0.025, 44, 44, 0.54953900940058],
	[0.975, 5, 4.785, 7.498880528274082],
	[0.975, 2, 0.5, 639999.7499999977],
	[0.001, 7, 7, 0.06658429411971238],
])('the %d quantile with %d and %d degrees of freedom', (p, d1, d2, expected) => {
	expect((fQuantile(p, d1, d2) ?? 0) / expected).toBeCloseTo(1, 12);
});

const degrees = fc.double({ min: 0.5, max: 400, noNaN: true });

test('quantile and distribution function undo each other', () => {
	fc.assert(
		fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, degrees, (p, d1, d2) => {
			const f = fQuantile(p, d1, d2);
			expect(f === null ? undefined : fCumulative(f, d1, d2)).toBeCloseTo(p, 9);
		}),
	);
});

test('turning the ratio over turns the quantile over', () => {
	fc.assert(
		fc.property(degrees, degrees, (d1, d2) => {
			expect((fQuantile(0.975, d1, d2) ?? 0) * (fQuantile(0.025, d2, d1) ?? 0)).toBeCloseTo(1, 9);
		}),
	);
});

test('what has no answer gives none instead of NaN', () => {
	for (const [p, d1, d2] of [
		[0, 3, 3],
		[1, 3, 3],
		[0.5, 0, 3],
		[0.5, 3, Number.NaN],
		[0.5, 3, Number.POSITIVE_INFINITY],
		[0.975, 3, 1e-4],
	] as const)
		expect(fQuantile(p, d1, d2)).toBeNull();
	expect(fCumulative(0, 3, 3)).toBe(0);
});
