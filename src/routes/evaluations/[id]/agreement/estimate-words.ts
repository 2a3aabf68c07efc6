/** Estimates in words: the figure with its interval, or why there is none. */
import type { Estimate, NoEstimate } from '#domain/agreement/estimate.ts';
import type { Formats } from '#lib/i18n/format.ts';
import type { Translate } from '#lib/i18n/index.ts';

interface Words {
	t: Translate;
	format: Pick<Formats, 'number'>;
}

const TWO = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
const ONE = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** A hyphen is no minus, and nothing is less than nothing: −0,00 says 0,00. */
const signed = (text: string): string =>
	/[1-9]/.test(text) ? text.replace('-', '−') : text.replace(/^[-−]/, '');

/** 0.8491 → "0,85". */
export const coefficient = (value: number, { format }: Words): string => signed(format.number(value, TWO));

/** In points or percent units, one decimal: "3,4". */
export const oneDecimal = (value: number, { format }: Words): string => signed(format.number(value, ONE));

/** With its sign: "+3,4", "−1,0", "0,0". */
export function withSign(value: number, words: Words): string {
	const text = oneDecimal(value, words);
	return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export const interval = ({ low, high }: { low: number | null; high: number | null }, words: Words): string =>
	low === null || high === null
		? words.t('agreement.interval.none')
		: words.t('agreement.interval', { low: coefficient(low, words), high: coefficient(high, words) });

/** Short for a cell of a table; `long` for its tooltip and for sentences. */
export const whyNone = (none: NoEstimate, { t }: Pick<Words, 't'>): { short: string; long: string } =>
	none.kind === 'no-variation'
		? { short: t('agreement.none.noVariation'), long: t('agreement.none.noVariation.long') }
		: { short: t('agreement.none.short'), long: t('agreement.none.tooLittle', none) };

/** Whether the scores came closer while α fell: the case that needs a word. */
export const fellWhileCloser = (
	first: { alpha: Estimate<{ alpha: number }>; meanRange: Estimate<{ percent: number }> },
	now: { alpha: Estimate<{ alpha: number }>; meanRange: Estimate<{ percent: number }> },
): boolean =>
	first.alpha.kind === 'value' &&
	now.alpha.kind === 'value' &&
	first.meanRange.kind === 'value' &&
	now.meanRange.kind === 'value' &&
	now.alpha.alpha < first.alpha.alpha &&
	now.meanRange.percent < first.meanRange.percent;
