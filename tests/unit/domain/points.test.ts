import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	divideHalfUp,
	formatPercent,
	formatPoints,
	formatPointsAligned,
	formatWhole,
	fromHundredths,
	parsePoints,
	percentOf,
	roundHalfUp,
	toHundredths,
} from '#domain/points/points.ts';

const hundredths = fc.integer({ min: 0, max: 100_000 });
const locale = fc.constantFrom('sv' as const, 'en' as const);

describe('conversion', () => {
	test('hundredths survive the way through a decimal number', () => {
		fc.assert(fc.property(hundredths, (h) => toHundredths(fromHundredths(h)) === h));
	});

	test('a decimal number with more than two places is no score', () => {
		fc.assert(
			fc.property(hundredths, fc.integer({ min: 1, max: 9 }), (h, thousandths) => {
				expect(
					toHundredths(Number(`${(h - (h % 100)) / 100}.${String(h % 100).padStart(2, '0')}${thousandths}`)),
				).toBe(undefined);
			}),
		);
	});

	test.each([Number.NaN, Infinity, -Infinity, 1e300, 0.1 + 0.2, 1e-9])('%d is no score', (value) => {
		expect(toHundredths(value)).toBe(undefined);
	});

	test('minus zero becomes zero', () => {
		expect(Object.is(toHundredths(-0), 0)).toBe(true);
	});
});

describe('reading what people type', () => {
	test('everything printed is read back, in both languages', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 99_999 }), locale, (h, language) => {
				expect(parsePoints(formatPoints(h, language))).toEqual({ ok: true, hundredths: h });
				expect(parsePoints(` ${formatPointsAligned(h, language)} `)).toEqual({ ok: true, hundredths: h });
			}),
		);
	});

	test.each([
		['11,25', 1125],
		['11.25', 1125],
		['11', 1100],
		['11,', 1100],
		[',5', 50],
		['+3', 300],
		['-0', 0],
		['007', 700],
	])('%s is read', (text, value) => {
		expect(parsePoints(text)).toEqual({ ok: true, hundredths: value });
	});

	test.each([
		['', 'empty'],
		['  ', 'empty'],
		['abc', 'not-a-number'],
		[',', 'not-a-number'],
		['1e3', 'not-a-number'],
		['1 000', 'not-a-number'],
		['1,2,3', 'not-a-number'],
		['0x10', 'not-a-number'],
		['١٢', 'not-a-number'],
		['11,255', 'too-many-decimals'],
		['1.250', 'too-many-decimals'],
		['-1', 'negative'],
		['−0,5', 'negative'],
		['15,01', 'above-max'],
	])('%j is refused as %s', (text, why) => {
		expect(parsePoints(text, 1500)).toEqual({ ok: false, why });
	});

	test('no text ends in an exception or in a value outside 0…max', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const result = parsePoints(text, 1500);
				return (
					!result.ok ||
					(Number.isInteger(result.hundredths) && result.hundredths >= 0 && result.hundredths <= 1500)
				);
			}),
		);
	});
});

describe('rounding', () => {
	test('is to the nearest whole number with halves up, as exact arithmetic has it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.integer({ min: 1, max: 2 ** 20 }), (n, d) => {
				const exact = (2n * BigInt(n) + BigInt(d)) / (2n * BigInt(d));
				expect(BigInt(divideHalfUp(n, d))).toBe(exact);
			}),
		);
	});

	test('84.5 prints 85, and 70.4 prints 70', () => {
		expect(roundHalfUp(8450)).toBe(85);
		expect(roundHalfUp(8449)).toBe(84);
		expect(roundHalfUp(7040)).toBe(70);
	});

	test('9.5 of 10 prints 10 points and 95 %', () => {
		expect(roundHalfUp(950)).toBe(10);
		expect(percentOf(950, 1000)).toBe(95);
	});

	test.each([
		[-1, 1],
		[1, 0],
		[1.5, 1],
		[Number.NaN, 1],
	])('%d over %d is refused', (n, d) => {
		expect(() => divideHalfUp(n, d)).toThrow(RangeError);
	});
});

describe('printing', () => {
	test('decimals follow the language', () => {
		expect(formatPoints(1125, 'sv')).toBe('11,25');
		expect(formatPoints(1125, 'en')).toBe('11.25');
		expect(formatPoints(1250, 'sv')).toBe('12,5');
		expect(formatPoints(1205, 'sv')).toBe('12,05');
		expect(formatPoints(-50, 'sv')).toBe('−0,5');
	});

	test('aligned points of one column are equally wide', () => {
		fc.assert(
			fc.property(
				hundredths,
				locale,
				(h, l) => formatPointsAligned(h, l).length - formatPoints(h - (h % 100), l).length === 3,
			),
		);
	});

	test('thousands and percent follow Swedish typography', () => {
		expect(formatWhole(33_432, 'sv')).toBe('33\u00A0432');
		expect(formatWhole(1_000_000, 'en')).toBe('1,000,000');
		expect(formatPercent(75, 'sv')).toBe('75\u00A0%');
		expect(formatPercent(75, 'en')).toBe('75%');
	});
});
