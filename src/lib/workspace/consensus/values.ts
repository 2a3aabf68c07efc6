/** A value of a consensus, or a score it rests on, in words. */
import type { BasisEntry } from '#domain/consensus/basis.ts';
import type { AgreedValue } from '#domain/consensus/value.ts';
import { formatPoints, toHundredths } from '#domain/points/points.ts';
import type { I18n } from '#lib/i18n/context.ts';

export type Wanted = { points: number | null } | { notAssessable: string };

/** "20,7", "Ej bedömbar"; "" for a value that was withdrawn. */
export function valueText(value: Wanted | AgreedValue, { t, locale }: Pick<I18n, 't' | 'locale'>): string {
	if ('notAssessable' in value) return t('consensus.notAssessable');
	const points = value.points === null ? undefined : toHundredths(value.points);
	return points === undefined ? '' : formatPoints(points, locale);
}

/** "18", "avstår", "ingen poäng". */
export function basisText(entry: BasisEntry | null, { t, locale }: Pick<I18n, 't' | 'locale'>): string {
	if (entry === null) return t('consensus.score.none');
	if (entry === 'not-assessable') return t('consensus.score.notAssessable');
	if (entry === 'abstains') return t('consensus.score.abstains');
	return formatPoints(toHundredths(entry) ?? 0, locale);
}
