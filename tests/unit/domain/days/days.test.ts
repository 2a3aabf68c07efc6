import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDate, isDay, officeDay } from '#domain/days/days.ts';

test('every day of the calendar is one, and the day after the last of a month is none', () => {
	const start = Date.UTC(1900, 0, 1);
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 200_000 }), (after) => {
			const day = new Date(start + after * 86_400_000);
			const text = day.toISOString().slice(0, 10);
			expect(isDay(text)).toBe(true);
			const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
			expect(isDay(`${text.slice(0, 8)}${last}`)).toBe(true);
			expect(isDay(`${text.slice(0, 8)}${last + 1}`)).toBe(false);
		}),
	);
});

test.each(['2026-02-30', '2023-02-29', '1900-02-29', '2026-00-10', '2026-13-01', '2026-01-00', '26-1-1', ''])(
	'%j is no day',
	(text) => expect(isDay(text)).toBe(false),
);

test.each([
	['2019', true],
	['2019-02', true],
	['2019-02-28', true],
	['2019-02-31', false],
	['2019-13', false],
	['2019-2', false],
	['19', false],
])('%j is a year, a month or a day: %s', (text, is) => expect(isDate(text)).toBe(is));

test('2000 and 2024 are leap years', () => {
	expect(isDay('2000-02-29')).toBe(true);
	expect(isDay('2024-02-29')).toBe(true);
});

test('at the office it is tomorrow before it is at Greenwich', () => {
	expect(officeDay(Date.UTC(2026, 10, 28, 22, 59))).toBe('2026-11-28');
	expect(officeDay(Date.UTC(2026, 10, 28, 23, 1))).toBe('2026-11-29');
	expect(officeDay(new Date(Date.UTC(2026, 6, 1, 22, 1)))).toBe('2026-07-02');
});
