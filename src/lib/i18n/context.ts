/**
 * The reader's language for every component below the layout: `const { t, format } = useI18n()`. Both follow
 * the language when it changes, because they read it each time they are called.
 */
import { getContext, setContext } from 'svelte';
import { formats, type Formats } from './format.ts';
import { translator, type Locale, type Translate } from './index.ts';

const KEY = 'i18n';

export interface I18n {
	readonly locale: Locale;
	readonly t: Translate;
	readonly format: Formats;
}

/** Called once, by the root layout, with a function that gives the current language. */
export function provideI18n(locale: () => Locale): I18n {
	return setContext<I18n>(KEY, {
		get locale() {
			return locale();
		},
		t: (key, ...args) => translator(locale())(key, ...args),
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
