/** Why a picture did not come into the text, in the reader's language. */
import type { Translate } from '#lib/i18n/index.ts';
import type { UploadedPicture } from './upload.ts';

export function refusalText(
	t: Translate,
	name: string,
	result: Exclude<UploadedPicture, { kind: 'stored' | 'cancelled' }>,
): string {
	switch (result.kind) {
		case 'not-image':
			return t('text.figure.notImage', { name });
		case 'too-large':
			return t('text.figure.tooLarge', { name });
		case 'refused':
			return t('text.figure.refused', { name, why: result.why });
		case 'failed':
			return t('text.figure.failed', { name });
	}
}
