/** An export as the API tells of it: why there is no file stands there in the reader's language too. */
import { translator, type Locale } from '#lib/i18n/index.ts';
import type { ExportView } from '../services/exports.ts';

export const exportAnswer = (view: ExportView, locale: Locale) => ({
	...view,
	message: view.reason === null ? null : translator(locale)(view.reason),
});
