/** Differences with their sign, as they are printed: +7, −3, ±0. */
import { formatPoints, type NumberLocale } from '#domain/points/points.ts';

/** Decimal points. */
export function signed(value: number, locale: NumberLocale): string {
	if (value === 0) return '±0';
	const size = formatPoints(Math.round(Math.abs(value) * 100), locale);
	return `${value > 0 ? '+' : '−'}${size}`;
}
