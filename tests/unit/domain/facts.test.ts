import { describe, expect, it, test } from 'vitest';
import { printedNumber } from '#domain/facts/printed-number.ts';
import { missingFacts } from '#domain/facts/usual-facts.ts';
import { KOMMUNKOMPASSEN } from '#domain/framework/bundled.ts';

describe('a number of the fact sheet', () => {
	it.each([
		['33432', '33 432'],
		['33 432', '33 432'],
		['33.432', '33 432'],
		['1875', '1 875'],
		['(+257)', undefined],
		['+1257', '+1 257'],
		['-4.5', '−4,5'],
		['75%', '75 %'],
		['75 %', '75 %'],
		['12,5', undefined],
		['2018', undefined],
		['0115', undefined],
		['603', undefined],
		['(1000', undefined],
		['1 875 personer', undefined],
		['A2', undefined],
		['', undefined],
	])('%j should print as %j', (text, printed) =>
		expect(printedNumber(text)).toBe(printed?.replace(/ /g, '\u00a0')),
	);

	it('is right once it is as printed', () => {
		for (const text of ['33432', '75%', '-4.5']) expect(printedNumber(printedNumber(text)!)).toBeUndefined();
	});
});

test('the usual rows are offered until they are there, whatever their label adds', () => {
	expect(missingFacts(KOMMUNKOMPASSEN, [])).toContain('Invånare');
	expect(missingFacts(KOMMUNKOMPASSEN, ['invånare, fjärde kvartalet 2018'])).not.toContain('Invånare');
	expect(missingFacts({ ...KOMMUNKOMPASSEN, name: 'Annan metod' }, [])).toEqual([]);
});
