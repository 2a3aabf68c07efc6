/** The days of the register: corrections step by step, and how old a document is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageInYears, isComing, isOld } from '#domain/evidence/age.ts';
import { advance, CORRECTION_STATES, retreat, type Correction } from '#domain/evidence/correction.ts';

describe('a correction', () => {
	const step = (correction: Correction | undefined, day: number) =>
		advance(correction, { today: `2026-03-0${day}`, by: 'anna' });

	test('is pointed out, corrected, looked at again, each with its day', () => {
		const first = step(undefined, 1);
		const second = step(first, 2);
		const third = step(second, 3);
		expect(first).toEqual({ state: 'pointedOut', pointedOut: '2026-03-01' });
		expect(third).toEqual({
			state: 'rechecked',
			pointedOut: '2026-03-01',
			corrected: '2026-03-02',
			rechecked: '2026-03-03',
			recheckedBy: 'anna',
		});
		expect(step(third, 4)).toBe(third);
	});

	test('goes back exactly as far as it came', () => {
		let correction: Correction | undefined;
		const before: (Correction | undefined)[] = [];
		for (const day of [1, 2, 3]) {
			before.push(correction);
			correction = step(correction, day);
		}
		for (const expected of before.reverse()) {
			correction = retreat(correction!);
			expect(correction).toEqual(expected);
		}
	});

	test('keeps whether it counts', () => {
		const counted: Correction = { state: 'corrected', corrected: '2026-03-01', counts: 'text' };
		expect(step(counted, 2)?.counts).toBe('text');
		expect(retreat(counted)?.counts).toBe('text');
		expect(CORRECTION_STATES).toHaveLength(3);
	});
});

describe('age', () => {
	test.each([
		['2015', '2019-02-20', 4],
		['2015-03', '2019-02-20', 3],
		['2015-02', '2019-02-20', 4],
		['2015-02-21', '2019-02-20', 3],
		['2015-02-20', '2019-02-20', 4],
		['2020', '2019-02-20', 0],
		['i fjol', '2019-02-20', undefined],
	])('of %s on %s is %s', (date, today, years) => expect(ageInYears(date, today)).toBe(years));

	test('never grows by knowing the date better', () => {
		const day = fc
			.tuple(
				fc.integer({ min: 1990, max: 2030 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 28 }),
			)
			.map(([year, month, date]) =>
				[year, month, date].map((part) => String(part).padStart(2, '0')).join('-'),
			);
		fc.assert(
			fc.property(day, day, (date, today) => {
				expect(ageInYears(date, today)!).toBeLessThanOrEqual(ageInYears(date.slice(0, 4), today)!);
			}),
		);
	});

	test('is told for what is old, and not before a day has come', () => {
		expect(isOld('2013', '2019-02-20')).toBe(true);
		expect(isOld('2015', '2019-02-20')).toBe(false);
		expect(isComing('2019-03', '2019-02-20')).toBe(true);
		expect(isComing('2019-02', '2019-02-20')).toBe(false);
		expect(isComing('2019-02-21', '2019-02-20')).toBe(true);
	});
});
