/** How old what was read is. Dates are years, months or days (`2015`, `2015-03`, `2015-03-14`), as they are known. */

/** A document older than this many years is worth a second look. */
export const OLD_YEARS = 4;

/** Whole years between, counted by what both dates know; never below 0. Undefined for what is no date. */
export function ageInYears(date: string, today: string): number | undefined {
	const from = partsOf(date);
	const to = partsOf(today);
	if (!from || !to) return undefined;
	let years = to[0]! - from[0]!;
	for (let part = 1; part < Math.min(from.length, to.length); part += 1) {
		const difference = to[part]! - from[part]!;
		if (difference === 0) continue;
		if (difference < 0) years -= 1;
		break;
	}
	return Math.max(0, years);
}

export const isOld = (date: string, today: string): boolean => (ageInYears(date, today) ?? 0) > OLD_YEARS;

/** The day that age is told by: today while the evaluation goes on, afterwards the end of its year. */
export const ageDay = (year: number, today: string): string => {
	const end = `${year}-12-31`;
	return today < end ? today : end;
};

/** Whether a day is still to come; of a month or a year, whether all of it is. */
export const isComing = (date: string, today: string): boolean => date > today.slice(0, date.length);

function partsOf(date: string): number[] | undefined {
	return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(date) ? date.split('-').map(Number) : undefined;
}
