/**
 * Dates, numbers and order as the reader's language has them. Times are those of Swedish offices wherever the
 * server stands, so that a page reads the same before and after it comes alive in the browser.
 */
import type { Locale } from './locale.ts';

const TAGS = { sv: 'sv-SE', en: 'en-GB' } as const;
const ZONE = 'Europe/Stockholm';

const STEPS = [
	['year', 31_557_600],
	['month', 2_629_800],
	['week', 604_800],
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
] as const;

export interface Formats {
	/** 33 432 or 12,5: at most two decimals unless told otherwise. */
	number(value: number, options?: Intl.NumberFormatOptions): string;
	/** A share from 0 to 1 as whole percent: 0.75 → "75 %". */
	percent(share: number): string;
	/** 23 november 2026 */
	date(at: Date | string): string;
	/** 23 november 2026 kl. 14:05 */
	dateTime(at: Date | string): string;
	/** 14:05 */
	time(at: Date | string): string;
	/** 2026-11-23 14:05, or 23/11/2026, 14:05: for lists where times stand under each other. */
	timestamp(at: Date | string): string;
	/** "för 3 minuter sedan", "i går"; under a minute: "nu". */
	relative(at: Date | string, now: Date | string): string;
	/** "A, B och C" */
	list(items: Iterable<string>): string;
	/** Order of words, å ä ö last in Swedish. */
	compare(a: string, b: string): number;
}

const made = new Map<Locale, Formats>();

/** Making an Intl object costs far more than using it, so each language has its set once. */
export function formats(locale: Locale): Formats {
	const known = made.get(locale);
	if (known) return known;
	const fresh = makeFormats(TAGS[locale]);
	made.set(locale, fresh);
	return fresh;
}

function makeFormats(tag: string): Formats {
	const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
	const percent = new Intl.NumberFormat(tag, { style: 'percent' });
	const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: ZONE });
	const minute = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: ZONE });
	const hour = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: ZONE });
	const stamp = new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeStyle: 'short', timeZone: ZONE });
	const distance = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
	const list = new Intl.ListFormat(tag, { type: 'conjunction' });
	return {
		number: (value, options) => (options ? new Intl.NumberFormat(tag, options) : decimal).format(value),
		percent: (share) => percent.format(share),
		date: (at) => day.format(new Date(at)),
		dateTime: (at) => minute.format(new Date(at)),
		time: (at) => hour.format(new Date(at)),
		timestamp: (at) => stamp.format(new Date(at)),
		relative(at, now) {
			const seconds = Math.round((new Date(at).getTime() - new Date(now).getTime()) / 1000);
			const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
			return step ? distance.format(Math.trunc(seconds / step[1]), step[0]) : distance.format(0, 'second');
		},
		list: (items) => list.format(items),
		compare: new Intl.Collator(tag).compare,
	};
}
