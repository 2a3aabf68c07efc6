/**
 * The reader's language for every component below the layout: `const { t, format } = useI18n()`. Both follow
 * the language when it changes, because they read it each time they are called.
 */
import { getContext, setContext } from 'svelte';
import { formats, type Formats } from './format.ts';
import type { Translate } from './index.ts';
import type { Locale } from './locale.ts';
import type { ReaderTexts } from './reader-texts.svelte.ts';

const KEY = 'i18n';

export interface I18n {
	readonly locale: Locale;
	readonly t: Translate;
	readonly format: Formats;
	/** Resolves when every text of the language is here; on the server they always are. */
	complete(): Promise<void>;
}

/** Called once, by the root layout, with functions that give the current language and its texts. */
export function provideI18n(locale: () => Locale, texts: () => ReaderTexts): I18n {
	return setContext<I18n>(KEY, {
		get locale() {
			return locale();
		},
		t: (key, ...args) => texts().t(key, ...args),
		complete: () => texts().complete(),
		format: {
			number: (...args) => formats(locale()).number(...args),
			percent: (share) => formats(locale()).percent(share),
			date: (at) => formats(locale()).date(at),
			dateTime: (at) => formats(locale()).dateTime(at),
			time: (at) => formats(locale()).time(at),
			timestamp: (at) => formats(locale()).timestamp(at),
			relative: (at, now) => formats(locale()).relative(at, now),
			list: (items) => formats(locale()).list(items),
			compare: (a, b) => formats(locale()).compare(a, b),
		},
	});
}

export const useI18n = (): I18n => getContext<I18n>(KEY);
