/**
 * Points as whole hundredths: exact sums, exact comparisons, and one rounding rule. Decimals exist only at the
 * edges (the document, the API, what people type and read).
 */

/** Whole hundredths of a point: 11.25 points are 1125. */
export type Hundredths = number;

export type NumberLocale = 'sv' | 'en';

/** Far above any framework's points and far below where doubles stop being exact. */
const LIMIT = 1_000_000;

/** Decimal points to hundredths; undefined for more than two places, beyond ±1,000,000 or not finite. */
export function toHundredths(decimal: number): Hundredths | undefined {
	if (!Number.isFinite(decimal) || Math.abs(decimal) > LIMIT) return undefined;
	const hundredths = Math.round(decimal * 100);
	// Division is correctly rounded, so this is equality with what was written, not with a neighbour.
	if (hundredths / 100 !== decimal) return undefined;
	return hundredths === 0 ? 0 : hundredths;
}

/** Hundredths to the decimal number the document and the API carry (1125 → 11.25). */
export const fromHundredths = (hundredths: Hundredths): number => hundredths / 100;

export type PointsProblem = 'empty' | 'not-a-number' | 'too-many-decimals' | 'negative' | 'above-max';
export type ParseResult = { ok: true; hundredths: Hundredths } | { ok: false; why: PointsProblem };

/**
 * What a person typed or pasted: `11`, `11,25`, `11.25`, `,5`. At most two decimals, not below zero, not above
 * `max` (hundredths) where one is given. Separators between thousands are not taken: `1.250` would be ambiguous.
 */
export function parsePoints(text: string, max?: Hundredths): ParseResult {
	const trimmed = text.trim();
	if (trimmed === '') return { ok: false, why: 'empty' };
	const match = /^([-−–+]?)(\d{0,7})(?:[.,](\d*))?$/.exec(trimmed);
	if (!match) return { ok: false, why: 'not-a-number' };
	const [, sign = '', whole = '', decimals = ''] = match;
	if (whole === '' && decimals === '') return { ok: false, why: 'not-a-number' };
	if (decimals.length > 2) return { ok: false, why: 'too-many-decimals' };
	const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
	if (sign !== '' && sign !== '+' && hundredths !== 0) return { ok: false, why: 'negative' };
	if (max !== undefined && hundredths > max) return { ok: false, why: 'above-max' };
	return { ok: true, hundredths };
}

/**
 * numerator/denominator to the nearest whole number, halves up. Integers in, integers throughout: with binary
 * fractions 70.4 becomes 70.39999999999999 and a sum of exactly 84.5 may land on either side.
 * Takes a numerator ≥ 0 and a denominator > 0.
 */
export function divideHalfUp(numerator: number, denominator: number): number {
	if (
		!Number.isSafeInteger(numerator) ||
		!Number.isSafeInteger(denominator) ||
		numerator < 0 ||
		denominator <= 0
	)
		throw new RangeError(`Cannot divide ${numerator} by ${denominator} exactly.`);
	const doubled = 2 * numerator + denominator;
	return (doubled - (doubled % (2 * denominator))) / (2 * denominator);
}

/** Hundredths to whole points as printed, halves up: 8450 → 85. Takes values ≥ 0. */
export const roundHalfUp = (hundredths: Hundredths): number => divideHalfUp(hundredths, 100);

/** Whole percent of max as printed, halves up, from the unrounded score: 950 of 1000 → 95. Both in hundredths. */
export const percentOf = (achieved: Hundredths, max: Hundredths): number => divideHalfUp(achieved * 100, max);

const separator = (locale: NumberLocale): string => (locale === 'sv' ? ',' : '.');

/** With as many decimals as the value has: 1125 → `11,25`, 1250 → `12,5`, 1200 → `12`. */
export function formatPoints(hundredths: Hundredths, locale: NumberLocale): string {
	const sign = hundredths < 0 ? '−' : '';
	const size = Math.abs(hundredths);
	const decimals = String(size % 100)
		.padStart(2, '0')
		.replace(/0+$/, '');
	const whole = formatWhole(Math.floor(size / 100), locale);
	return `${sign}${whole}${decimals === '' ? '' : separator(locale) + decimals}`;
}

const FIGURE_SPACE = '\u2007';
const PUNCTUATION_SPACE = '\u2008';

/** As `formatPoints`, padded on the right so that decimal signs stand under each other in tabular figures. */
export function formatPointsAligned(
	hundredths: Hundredths,
	locale: NumberLocale,
	decimals: 1 | 2 = 2,
): string {
	const text = formatPoints(hundredths, locale);
	const at = text.indexOf(separator(locale), Math.max(0, text.length - 3));
	if (at === -1) return text + PUNCTUATION_SPACE + FIGURE_SPACE.repeat(decimals);
	return text + FIGURE_SPACE.repeat(Math.max(0, decimals - (text.length - at - 1)));
}

/** A whole number ≥ 0 with its thousands set apart: 33 432 in Swedish (no-break space), 33,432 in English. */
export const formatWhole = (value: number, locale: NumberLocale): string =>
	String(value).replace(/\B(?=(\d{3})+$)/g, locale === 'sv' ? '\u00A0' : ',');

/** A whole percent: `75 %` in Swedish (no-break space), `75%` in English. */
export const formatPercent = (percent: number, locale: NumberLocale): string =>
	`${formatWhole(percent, locale)}${locale === 'sv' ? '\u00A0' : ''}%`;
