import type { Column } from '#domain/evidence/coverage.ts';
import type { Translate } from '#lib/i18n/index.ts';

/** What a column of the matrix is called. */
export const columnName = ({ kind, roleGroup }: Column, t: Translate): string =>
	kind === 'interview' ? (roleGroup ?? t('coverage.column.noGroup')) : t(`coverage.column.${kind}`);
