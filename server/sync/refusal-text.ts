/** A refusal of the guard as frame 102 carries it: with its words, in the language of the one it is sent to. */
import type { Refusal } from '#document/protocol.ts';
import { translator, type Locale } from '#lib/i18n/index.ts';
import type { AdmissionRefusal } from './admission.ts';

export const refusalFrame = (refusal: AdmissionRefusal, locale: Locale = 'sv'): Refusal => ({
	...refusal,
	message: translator(locale)(`refusal.${refusal.code}`),
});
