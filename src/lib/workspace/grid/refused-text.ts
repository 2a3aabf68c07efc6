/** Why an entry was not taken, in words. */
import { formatWhole } from '#domain/points/points.ts';
import type { I18n } from '#lib/i18n/context.ts';
import type { Refused } from './score-grid.svelte.ts';

/** `max` in whole points. */
export function refusedText(refused: Refused, max: number, { t, locale }: I18n): string {
	switch (refused.kind) {
		case 'fault':
			return t('grid.fault', { why: refused.why, max: formatWhole(max, locale) });
		case 'may':
			return t(`may.${refused.code}`);
		case 'notReady':
			return t('question.loading');
	}
}
