/** Calendar days as text, YYYY-MM-DD: what a person means by a day, wherever the server or the browser stands. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const SHORT_MONTHS = [4, 6, 9, 11];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function daysIn(year: number, month: number): number {
	if (month === 2) return isLeap(year) ? 29 : 28;
	return SHORT_MONTHS.includes(month) ? 30 : 31;
}

/** 2026-02-30 is well formed and no day. */
export function isDay(text: string): boolean {
	const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
	if (year === undefined || month === undefined || day === undefined) return false;
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** A year, a month or a day, as sources are dated: 2019, 2019-02 and 2019-02-28, not 2019-02-31. */
export const isDate = (text: string): boolean =>
	/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && isDay(`${text}${'-01-01'.slice(text.length - 4)}`);

/** The day it is where the work is done, at this moment (milliseconds since 1970, or a date). */
export const officeDay = (at: number | Date): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);
