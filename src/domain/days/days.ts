/** Calendar days as text, YYYY-MM-DD: what a person means by a day, wherever the server or the browser stands. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** 2026-02-30 is well formed and no day. */
export function isDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day it is where the work is done, at this moment (milliseconds since 1970, or a date). */
export const officeDay = (at: number | Date): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);
