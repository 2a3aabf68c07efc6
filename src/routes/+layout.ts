/** The texts of the reader's language: the first ones with the first page of a visit, all of them on the way to any other. */
import { FIRST_ROUTES, readerTexts } from '#lib/i18n/reader-texts.svelte.ts';
import { isAtWork } from '#lib/later/later.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, route }) => {
	const texts = await readerTexts(data.locale);
	if (isAtWork() || !FIRST_ROUTES.includes(route.id ?? '')) await texts.complete();
	return { ...data, texts };
};
