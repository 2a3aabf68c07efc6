import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPercent, formatPoints } from '#domain/points/points.ts';
import { readNumber } from '#domain/results/numbers.ts';

const hundredths = (text: string) => {
	const read = readNumber(text);
	return read.kind === 'number' ? read.hundredths : read.kind;
};

describe('a number as people write it', () => {
	test.each([
		['11', 1100],
		['11,25', 1125],
		['11.25', 1125],
		[',5', 50],
		['75 %', 7500],
		['75%', 7500],
		['75\u00A0%', 7500],
		['\uFEFF75', 7500],
		['1 875', 187_500],
		['1\u00A0875,5', 187_550],
		['+7', 700],
		['0,0', 0],
		['−0', 0],
		['74,675', 7468],
		['74,674', 7467],
	])('%j is read', (text, wanted) => expect(hundredths(text)).toBe(wanted));

	test.each([
		'',
		' ',
		'–',
		'-',
		'—',
		'…'.replace('…', '...'),
		'ej bedömd',
		'Ej bedömt',
		'N/A',
		'not assessed',
	])('%j is left blank on purpose', (text) => expect(hundredths(text)).toBe('blank'));

	test.each(['elva', '1.250,5', '1,2,3', '12 5', '=1+1', '1e3', 'Infinity', '%', '% 5', '0x10', '١١'])(
		'%j is no number',
		(text) => expect(hundredths(text)).toBe('wrong'),
	);

	test('below zero is told apart from what cannot be read', () => {
		expect(readNumber('−3')).toEqual({ kind: 'wrong', why: 'negative' });
		expect(readNumber('-0,01')).toEqual({ kind: 'wrong', why: 'negative' });
	});
});

test('whatever we print, we read', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 500_000_000 }), fc.constantFrom('sv', 'en'), (value, locale) => {
			// English sets thousands apart by commas, which would be decimals to a Swedish reader.
			if (locale === 'en' && value >= 100_000) return;
			expect(hundredths(formatPoints(value, locale as 'sv'))).toBe(value);
		}),
	);
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 100 }),
			fc.constantFrom('sv' as const, 'en' as const),
			(value, locale) => {
				expect(hundredths(formatPercent(value, locale))).toBe(value * 100);
			},
		),
	);
});

test('no text whatever throws', () => {
	fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void readNumber(text)));
});
